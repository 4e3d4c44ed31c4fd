import { describe, expect, it } from 'vitest';
import { wasmEngine } from '../../../src/engines/wasm/engine.js';
import type { LossSpec } from '../../../src/networks/spec.js';
import { network } from './samples.js';

/** Loss, count and the gradient of a network whose outputs are its biases, the same in every row. */
async function lossOf(loss: LossSpec, outputs: number[], targets: number[], rows = 1) {
  const units = outputs.length;
  const spec = network(
    [1],
    [{ kind: 'linear', id: 'y', from: 'x', units, bias: true, init: 'zeros' }],
    loss,
  );
  const options = { batchSize: rows, training: true, threads: 1, seed: 0 };
  const compiled = await wasmEngine.compile(spec, options);
  compiled.setWeights(Float32Array.from([...outputs.map(() => 0), ...outputs]));
  const batch = {
    size: rows,
    inputs: { x: new Float32Array(rows) },
    targets: Float32Array.from(targets),
  };
  const { count } = compiled.evaluate(batch);
  const { loss: value, gradient } = compiled.gradient(batch);
  return { value, count, gradient: [...gradient.slice(units)] };
}

describe('losses', () => {
  it('mse is the mean squared error', async () => {
    const { value, gradient } = await lossOf({ kind: 'mse' }, [1, 2], [0, 4]);
    expect(value).toBe(2.5);
    expect(gradient).toEqual([1, -2]);
  });

  it('mae is the mean absolute error, flat where it is zero', async () => {
    const { value, gradient } = await lossOf({ kind: 'mae' }, [1, 2, 5, 5], [0, 4, 5, 4.5]);
    expect(value).toBe(0.875);
    expect(gradient).toEqual([0.25, -0.25, 0, 0.25]);
  });

  it('huber is quadratic up to delta and linear beyond', async () => {
    const { value, gradient } = await lossOf({ kind: 'huber', delta: 1 }, [0.5, 4], [0, 0]);
    expect(value).toBe((0.125 + 3.5) / 2);
    expect(gradient).toEqual([0.25, 0.5]);
  });

  it('pinball weighs misses from below and above by each probability', async () => {
    const loss = { kind: 'pinball', probabilities: [0.25, 0.75] } as const;
    // Outputs (horizon, quantiles): both quantiles 1 below the first target, 2 above the second.
    const { value, gradient } = await lossOf(loss, [0, 0, 2, 2], [1, 0]);
    expect(value).toBe((0.25 + 0.75 + 1.5 + 0.5) / 4);
    expect(gradient).toEqual([-0.0625, -0.1875, 0.1875, 0.0625]);
  });

  it('squashed pinball takes asinh of each row, weighted by the targets that are there', async () => {
    const loss = { kind: 'pinball', probabilities: [0.5], squashed: true } as const;
    const none = Number.NaN;
    const targets = [0, 0, none, 0, none, none]; // rows of mean losses 1.5, 2 and nothing
    const { value, gradient, count } = await lossOf(loss, [2, 4], targets, 3);
    expect(count).toBe(3);
    expect(value).toBeCloseTo((2 * Math.asinh(1.5) + Math.asinh(2)) / 3, 6);
    const pulls = [1.5, 2].map((mean) => 0.5 / Math.sqrt(1 + mean * mean) / 3);
    expect(gradient[0]).toBeCloseTo(pulls[0]!, 6);
    expect(gradient[1]).toBeCloseTo(pulls[0]! + pulls[1]!, 6);
  });

  it.each([
    { kind: 'mse' },
    { kind: 'mae' },
    { kind: 'huber', delta: 1 },
    { kind: 'pinball', probabilities: [0.5] },
  ] as const)('$kind leaves out targets that are missing', async (loss) => {
    const whole = await lossOf(loss, [1, 3], [0.5, 1]);
    const holes = await lossOf(loss, [1, 9, 3], [0.5, Number.NaN, 1]);
    expect(holes.value).toBe(whole.value);
    expect(holes.count).toBe(2);
    expect(holes.gradient).toEqual([whole.gradient[0], 0, whole.gradient[1]]);
  });

  it('is zero, with no gradient, when every target is missing', async () => {
    const nothing = await lossOf({ kind: 'mse' }, [1], [Number.NaN]);
    expect(nothing).toEqual({ value: 0, count: 0, gradient: [0] });
  });
});
