import { describe, expect, it } from 'vitest';
import type { Network } from '../../../src/engines/engine.js';
import { wasmEngine } from '../../../src/engines/wasm/engine.js';
import type { NodeSpec } from '../../../src/networks/spec.js';
import { network, recurrent } from './samples.js';

const RATE = 0.3;
const ROWS = 64;
const UNITS = 50;

/**
 * A network whose loss is the mean of squares of dropped ones: x = 1, one weight 1 for each unit, so that
 * the loss tells how many units were kept.
 */
const spec = network(
  [UNITS],
  [
    { kind: 'linear', id: 'each', from: 'x', units: UNITS, bias: true, init: 'zeros' },
    { kind: 'dropout', id: 'y', from: 'each', rate: RATE },
  ],
);

async function compile(nodes = spec): Promise<Network> {
  const options = { batchSize: ROWS, training: true, threads: 1, seed: 0 };
  const compiled = await wasmEngine.compile(nodes, options);
  const weights = compiled.weights();
  weights.fill(1, weights.length - UNITS); // the biases, which are the outputs
  compiled.setWeights(weights);
  return compiled;
}

const batch = {
  size: ROWS,
  inputs: { x: new Float32Array(ROWS * UNITS) },
  targets: new Float32Array(ROWS * UNITS),
};

/** Share of elements that survived a step: each survivor is 1 / (1 - rate), squared in the loss. */
function kept(compiled: Network, step: number, seed: number): number {
  const options = { step, learningRate: 0, weightDecay: 0, clipNorm: 1, seed };
  return compiled.trainStep(batch, options).loss * (1 - RATE) ** 2;
}

describe('dropout', () => {
  it('keeps a share of 1 - rate, so that the expectation stays', async () => {
    const compiled = await compile();
    let share = 0;
    for (let step = 1; step <= 40; step++) share += kept(compiled, step, 1) / 40;
    expect(Math.abs(share - (1 - RATE))).toBeLessThan(0.005); // four standard errors
  });

  it('draws another mask for every step and seed, and the same one for the same', async () => {
    const compiled = await compile();
    const draws = [kept(compiled, 1, 1), kept(compiled, 2, 1), kept(compiled, 1, 2)];
    expect(new Set(draws).size).toBe(3);
    expect(kept(compiled, 1, 1)).toBe(draws[0]);
    expect(kept(compiled, 1, 1 + 2 ** 40)).not.toBe(draws[0]);
  });

  it('drops elements independently of each other', async () => {
    const compiled = await compile();
    const gradients: Float32Array[] = [];
    for (let step = 1; step <= 50; step++) {
      kept(compiled, step, 1);
      gradients.push(compiled.optimizer().first.slice(-UNITS));
      compiled.setOptimizer({
        first: new Float32Array(compiled.parameterCount),
        second: new Float32Array(compiled.parameterCount),
      });
    }
    // A unit's gradient is proportional to how many of its rows were kept: no unit stands out.
    const total = gradients[0]!.map((_, unit) => gradients.reduce((sum, g) => sum + g[unit]!, 0));
    const mean = total.reduce((sum, t) => sum + t, 0) / UNITS;
    for (const t of total) expect(Math.abs(t / mean - 1)).toBeLessThan(0.06);
  });

  it('is off outside training steps', async () => {
    const compiled = await compile();
    expect(compiled.evaluate(batch).loss).toBe(1);
    expect(compiled.gradient(batch).loss).toBe(1);
    expect([...compiled.predict(1, batch.inputs)]).toEqual(Array(UNITS).fill(1));
  });

  it('on a recurrent state is one mask for all steps, and off outside training steps', async () => {
    const nodes: NodeSpec[] = [recurrent({ cell: 'rnn', units: 8, recurrentDropout: 0.5 })];
    const [with_, without] = [nodes, [recurrent({ cell: 'rnn', units: 8 })]].map((list) =>
      network([4, 2], list),
    );
    const options = { batchSize: 16, training: true, threads: 1, seed: 6 };
    const dropping = await wasmEngine.compile(with_!, options);
    const plain = await wasmEngine.compile(without!, options);
    const sequence = {
      size: 16,
      inputs: { x: new Float32Array(16 * 8).fill(0.7) },
      targets: new Float32Array(16 * 8),
    };
    expect(dropping.gradient(sequence)).toEqual(plain.gradient(sequence));
    const step = { step: 1, learningRate: 0, weightDecay: 0, clipNorm: 1, seed: 2 };
    const dropped = dropping.trainStep(sequence, step).loss;
    expect(dropped).not.toBe(plain.trainStep(sequence, step).loss);
  });
});
