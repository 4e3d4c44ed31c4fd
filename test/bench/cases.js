/**
 * What is trained in the benchmark: recurrent layers and a linear head on the last state, squared error,
 * clipping at norm 1, AdamW. Sizes are batch / hidden / lookback / features.
 */
export const cases = [
  { cell: 'lstm', batch: 64, hidden: 64, lookback: 60, features: 8, layers: 1 },
  { cell: 'gru', batch: 32, hidden: 32, lookback: 24, features: 8, layers: 1 },
  { cell: 'lstm', batch: 128, hidden: 128, lookback: 168, features: 8, layers: 1 },
  { cell: 'gru', batch: 256, hidden: 64, lookback: 96, features: 8, layers: 1 },
  { cell: 'lstm', batch: 64, hidden: 64, lookback: 60, features: 8, layers: 2 },
];

export const nameOf = ({ cell, batch, hidden, lookback, features, layers }) =>
  `${cell} ${batch}/${hidden}/${lookback}/${features}${layers > 1 ? ` x${layers}` : ''}`;

const gates = { gru: 3, lstm: 4 };

/**
 * Multiplications and additions of a training step, counted as the products need them: forward, gradient
 * of the weights, gradient of the inputs (not for the first layer's input, which does not learn).
 */
export function flopsOf({ cell, batch, hidden, lookback, features, layers }) {
  let perRow = 0;
  for (let layer = 0; layer < layers; layer++) {
    const inputProducts = layer === 0 ? 2 * features : 3 * hidden;
    perRow += 2 * gates[cell] * hidden * (inputProducts + 3 * hidden);
  }
  return perRow * batch * lookback;
}

/** A batch of a case: smooth numbers that no engine finds special. // (batch, lookback, features) */
export function batchOf({ batch, lookback, features }) {
  return {
    x: Float32Array.from({ length: batch * lookback * features }, (_, i) => Math.sin(i * 1.7)),
    y: Float32Array.from({ length: batch }, (_, i) => Math.cos(i * 0.9)),
  };
}
