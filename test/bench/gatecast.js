import { engines } from '../../dist/engines/index.js';
import { batchOf } from './cases.js';

const engine = engines.get('wasm');

/** The case's network as gatecast's own builders would write it. */
function specOf({ cell, hidden, lookback, features, layers }) {
  const ids = Array.from({ length: layers }, (_, layer) => `layer${layer}`);
  return {
    inputs: [{ id: 'x', shape: [lookback, features] }],
    nodes: [
      ...ids.map((id, layer) => ({
        ...{ kind: 'recurrent', id, from: layer === 0 ? 'x' : ids[layer - 1], cell },
        ...{ units: hidden, sequence: layer < layers - 1, reverse: false, recurrentDropout: 0 },
      })),
      { kind: 'linear', id: 'y', from: ids.at(-1), units: 1, bias: true, init: 'xavier' },
    ],
    output: 'y',
    loss: { kind: 'mse' },
  };
}

/** A training step of gatecast's engine. */
export async function trainer(benchmark, threads) {
  const spec = specOf(benchmark);
  const options = { batchSize: benchmark.batch, training: true, threads, seed: 1 };
  const network = await engine.compile(spec, options);
  const { x, y } = batchOf(benchmark);
  const batch = { size: benchmark.batch, inputs: { x }, targets: y };
  let step = 0;
  return {
    run: () =>
      network.trainStep(batch, {
        ...{ step: ++step, learningRate: 1e-3, weightDecay: 0.01, clipNorm: 1, seed: 1 },
      }),
    dispose: () => network.dispose(),
  };
}

/** A forward pass over many windows. */
export async function predictor(benchmark, threads, windows) {
  const spec = specOf(benchmark);
  const options = { batchSize: 256, training: false, threads, seed: 1 };
  const network = await engine.compile(spec, options);
  const { x } = batchOf({ ...benchmark, batch: windows });
  return { run: () => network.predict(windows, { x }), dispose: () => network.dispose() };
}
