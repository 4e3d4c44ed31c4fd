import { describe, expect, it } from 'vitest';
import type { Network } from '../../../src/engines/engine.js';
import { engines } from '../../../src/engines/index.js';
import type { NetworkSpec } from '../../../src/networks/spec.js';
import { batchFor, learningInputs, linear, network, recurrent, samples } from '../wasm/samples.js';

const SIZE = 6;

/** The same network with the same first weights in both engines. */
async function both(spec: NetworkSpec): Promise<[wasm: Network, tensorflow: Network]> {
  const options = { batchSize: SIZE, training: true, threads: 1, seed: 11 };
  return [
    await engines.get('wasm').compile(spec, options),
    await engines.get('tensorflow').compile(spec, options),
  ];
}

function furthest(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

const dropping: NetworkSpec = network(
  [5, 3],
  [
    recurrent({ cell: 'lstm', units: 6, sequence: true, recurrentDropout: 0.3 }),
    { kind: 'dropout', id: 'dropped', from: 'layer', rate: 0.4 },
    { kind: 'last', id: 'state', from: 'dropped' },
    linear('y', 'state', 3),
  ],
);

describe.each([...samples, { name: 'dropout of outputs and states', spec: dropping }])(
  'the engine tensorflow on $name',
  ({ spec }) => {
    it('starts from the same weights and gives the same predictions and gradient', async () => {
      const [wasm, tensorflow] = await both(spec);
      const batch = batchFor(spec, SIZE, 4);
      expect(tensorflow.parameters).toEqual(wasm.parameters);
      expect(tensorflow.weights()).toEqual(wasm.weights());
      const predicted = tensorflow.predict(SIZE, batch.inputs);
      expect(furthest(predicted, wasm.predict(SIZE, batch.inputs))).toBeLessThan(1e-4);
      const [ours, theirs] = [wasm.gradient(batch), tensorflow.gradient(batch)];
      expect(furthest(theirs.gradient, ours.gradient)).toBeLessThan(1e-4);
      for (const each of [wasm, tensorflow]) each.dispose();
    });

    it('has the same losses over ten steps, with dropout, clipping and weight decay', async () => {
      const [wasm, tensorflow] = await both(spec);
      const batch = batchFor(spec, SIZE, 4);
      for (let step = 1; step <= 10; step++) {
        const options = {
          step,
          learningRate: 0.003,
          weightDecay: 0.01,
          clipNorm: 0.5,
          seed: 2 ** 40 + 7,
        };
        const ours = wasm.trainStep(batch, options);
        const theirs = tensorflow.trainStep(batch, options);
        expect(Math.abs(theirs.loss - ours.loss)).toBeLessThan(1e-4);
        expect(Math.abs(theirs.gradientNorm - ours.gradientNorm)).toBeLessThan(1e-3);
      }
      const [ours, theirs] = [wasm.evaluate(batch), tensorflow.evaluate(batch)];
      expect(theirs.count).toBe(ours.count);
      expect(Math.abs(theirs.loss - ours.loss)).toBeLessThan(1e-4);
      const predicted = tensorflow.predict(SIZE, batch.inputs);
      expect(furthest(predicted, wasm.predict(SIZE, batch.inputs))).toBeLessThan(1e-4);
      for (const each of [wasm, tensorflow]) each.dispose();
    });
  },
);

describe('a TensorFlow.js network', () => {
  it('predicts more rows than it was compiled for, in slices', async () => {
    const [wasm, tensorflow] = await both(dropping);
    const { inputs } = batchFor(dropping, 2 * SIZE + 1);
    const predicted = tensorflow.predict(2 * SIZE + 1, inputs);
    expect(furthest(predicted, wasm.predict(2 * SIZE + 1, inputs))).toBeLessThan(1e-4);
  });

  it('gives the gradients of the inputs that learn', async () => {
    const [wasm, tensorflow] = await both(learningInputs);
    const batch = batchFor(learningInputs, SIZE, 4);
    for (const each of [wasm, tensorflow]) each.gradient(batch);
    for (const id of ['x', 'base']) {
      expect(furthest(tensorflow.inputGradient(id), wasm.inputGradient(id))).toBeLessThan(1e-5);
    }
    expect(() => tensorflow.inputGradient('given')).toThrow('does not learn');
  });

  it('goes on from weights and optimizer state that it gave out, to the bit', async () => {
    const [, first] = await both(dropping);
    const [, second] = await both(dropping);
    const batch = batchFor(dropping, SIZE);
    const settings = { learningRate: 0.01, weightDecay: 0, clipNorm: 1, seed: 3 };
    first.trainStep(batch, { ...settings, step: 1 });
    second.setWeights(first.weights());
    second.setOptimizer(first.optimizer());
    const next = { ...settings, step: 2 };
    expect(second.trainStep(batch, next)).toEqual(first.trainStep(batch, next));
    expect(second.weights()).toEqual(first.weights());
  });

  it('does not train when it was compiled for prediction', async () => {
    const options = { batchSize: SIZE, training: false, threads: 1, seed: 1 };
    const compiled = await engines.get('tensorflow').compile(dropping, options);
    expect(() => compiled.gradient(batchFor(dropping, SIZE))).toThrow('without training');
  });
});
