import { describe, expect, it } from 'vitest';
import type { CompileOptions, TrainStepOptions } from '../../../src/engines/engine.js';
import { wasmEngine } from '../../../src/engines/wasm/engine.js';
import type { NetworkSpec } from '../../../src/networks/spec.js';
import { batchFor, linear, network, numbers, recurrent, samples } from './samples.js';

const compile = (spec: NetworkSpec, change: Partial<CompileOptions> = {}) =>
  wasmEngine.compile(spec, { batchSize: 20, training: true, threads: 1, seed: 1, ...change });

const step = (change: Partial<TrainStepOptions> = {}): TrainStepOptions => ({
  step: 1,
  learningRate: 0.01,
  weightDecay: 0,
  clipNorm: Number.POSITIVE_INFINITY,
  seed: 5,
  ...change,
});

const small = network([6, 2], [recurrent({ cell: 'gru', units: 5 }), linear('y', 'layer', 3)]);

describe('a compiled network', () => {
  it.each(samples)('predicts in slices what it predicts at once: $name', async ({ spec }) => {
    const { inputs } = batchFor(spec, 53);
    const results = [];
    for (const [batchSize, training] of [
      [53, false],
      [8, false],
      [1, true],
    ] as const) {
      const compiled = await compile(spec, { batchSize, training });
      results.push(compiled.predict(53, inputs));
      compiled.dispose();
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  it.each(samples)('learns a batch by heart: $name', async ({ spec }) => {
    const compiled = await compile(spec);
    const batch = batchFor(spec, 6);
    const before = compiled.evaluate(batch).loss;
    for (let i = 1; i <= 150; i++) compiled.trainStep(batch, step({ step: i, learningRate: 0.02 }));
    expect(compiled.evaluate(batch).loss).toBeLessThan(0.8 * before);
    compiled.dispose();
  });

  it('trains a batch the same way whatever larger size it was compiled for', async () => {
    const batch = batchFor(small, 250);
    const results = [];
    for (const batchSize of [250, 257, 272, 400]) {
      const compiled = await compile(small, { batchSize });
      for (let i = 1; i <= 3; i++) compiled.trainStep(batch, step({ step: i }));
      results.push(compiled.weights());
    }
    for (const weights of results) expect(weights).toEqual(results[0]);
  });

  it('continues from weights and moments as if it had not stopped', async () => {
    const whole = await compile(small);
    const batch = batchFor(small, 20);
    for (let i = 1; i <= 6; i++) whole.trainStep(batch, step({ step: i }));
    const first = await compile(small);
    for (let i = 1; i <= 3; i++) first.trainStep(batch, step({ step: i }));
    const second = await compile(small, { seed: 99 });
    second.setWeights(first.weights());
    second.setOptimizer(first.optimizer());
    for (let i = 4; i <= 6; i++) second.trainStep(batch, step({ step: i }));
    expect(second.weights()).toEqual(whole.weights());
  });

  it('hands out copies of its memory', async () => {
    const compiled = await compile(small);
    const weights = compiled.weights();
    compiled.weights().fill(7);
    compiled.optimizer().first.fill(7);
    expect(compiled.weights()).toEqual(weights);
    expect(compiled.optimizer().first).toEqual(new Float32Array(compiled.parameterCount));
  });

  it('describes its parameters without gaps, in order', async () => {
    const compiled = await compile(small);
    expect(compiled.parameters).toEqual([
      { name: 'layer.kernel', shape: [2, 15], offset: 0, size: 30 },
      { name: 'layer.recurrent', shape: [5, 15], offset: 30, size: 75 },
      { name: 'layer.bias', shape: [15], offset: 105, size: 15 },
      { name: 'y.kernel', shape: [5, 3], offset: 120, size: 15 },
      { name: 'y.bias', shape: [3], offset: 135, size: 3 },
    ]);
    expect(compiled.parameterCount).toBe(138);
  });

  it('refuses to train when it was compiled for prediction', async () => {
    const compiled = await compile(small, { training: false });
    expect(() => compiled.trainStep(batchFor(small, 4), step())).toThrow('without training');
    expect(compiled.evaluate(batchFor(small, 4)).count).toBe(12);
  });

  it('cannot be used after it was disposed of', async () => {
    const compiled = await compile(small);
    compiled.dispose();
    expect(() => compiled.predict(1, batchFor(small, 1).inputs)).toThrow('disposed');
  });

  it('clips the gradient to the norm asked for', async () => {
    const batch = batchFor(small, 20);
    const compiled = await compile(small);
    const { gradient } = compiled.gradient(batch);
    const norm = Math.sqrt(gradient.reduce((sum, g) => sum + g * g, 0));
    const { gradientNorm } = compiled.trainStep(batch, step({ clipNorm: norm / 4 }));
    expect(gradientNorm).toBeCloseTo(norm, 6);
    // Adam's first moment is a tenth of the first clipped gradient.
    const { first } = compiled.optimizer();
    const kept = Math.sqrt(first.reduce((sum, m) => sum + m * m, 0));
    expect(kept).toBeCloseTo(norm / 40, 6);
  });

  it('lets weights of matrices decay, and no biases', async () => {
    const nothing = { ...batchFor(small, 4), targets: new Float32Array(12).fill(Number.NaN) };
    const compiled = await compile(small);
    const start = numbers(compiled.parameterCount, 3);
    compiled.setWeights(start);
    compiled.trainStep(nothing, step({ learningRate: 0.5, weightDecay: 0.1 }));
    const end = compiled.weights();
    for (const { name, offset, size } of compiled.parameters) {
      const factor = name.endsWith('.bias') ? 1 : 0.95;
      for (let i = offset; i < offset + size; i++) {
        expect(end[i]).toBeCloseTo(factor * start[i]!, 6);
      }
    }
  });

  it('starts at the same weights for the same seed and at others for another', async () => {
    const weights = async (seed: number) => (await compile(small, { seed })).weights();
    expect(await weights(1)).toEqual(await weights(1));
    expect(await weights(1)).not.toEqual(await weights(2));
  });

  it('opens the forget gates of an lstm and makes recurrent gates orthogonal', async () => {
    const units = 11;
    const spec = network([3, 2], [recurrent({ cell: 'lstm', units })]);
    const compiled = await compile(spec);
    const weights = compiled.weights();
    const place = (name: string) => compiled.parameters.find((p) => p.name === name)!;
    const bias = weights.slice(place('layer.bias').offset);
    expect([...bias.slice(units, 2 * units)]).toEqual(Array(units).fill(1));
    expect(bias.reduce((sum, b) => sum + b, 0)).toBe(units);
    const { offset } = place('layer.recurrent');
    for (const gate of [0, 1, 2, 3]) {
      const at = (i: number, j: number) => weights[offset + i * 4 * units + gate * units + j]!;
      for (let a = 0; a < units; a++) {
        for (let b = 0; b <= a; b++) {
          let product = 0;
          for (let j = 0; j < units; j++) product += at(a, j) * at(b, j);
          expect(product).toBeCloseTo(a === b ? 1 : 0, 5);
        }
      }
    }
  });

  it('says what an absurd network would need before it takes any memory', async () => {
    const spec = network([168, 8], [recurrent({ cell: 'lstm', units: 100_000 })]);
    await expect(compile(spec)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/100000 hidden units .* would need \d+ GB of memory/),
    });
  });
});
