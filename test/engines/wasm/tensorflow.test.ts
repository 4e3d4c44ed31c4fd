import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Network } from '../../../src/engines/engine.js';
import { wasmEngine } from '../../../src/engines/wasm/engine.js';
import { batchFor, linear, network, recurrent } from './samples.js';

const [SIZE, STEPS, FEATURES, UNITS, OUTPUTS] = [13, 9, 5, 11, 4];

const plain = { units: UNITS, activation: 'tanh' as const, inputShape: [STEPS, FEATURES] };
const gated = { ...plain, recurrentActivation: 'sigmoid' as const };

/** TensorFlow.js' layer for each cell; its gru is the form with resetAfter: false, and so is ours. */
const layers = {
  rnn: () => tf.layers.simpleRNN(plain),
  gru: () => tf.layers.gru(gated),
  lstm: () => tf.layers.lstm(gated),
};

/** Ours, and a TensorFlow.js model with the same weights. */
async function both(cell: keyof typeof layers): Promise<{ ours: Network; theirs: tf.Sequential }> {
  const spec = network(
    [STEPS, FEATURES],
    [recurrent({ cell, units: UNITS }), linear('y', 'layer', OUTPUTS)],
  );
  const options = { batchSize: SIZE, training: true, threads: 1, seed: 8 };
  const ours = await wasmEngine.compile(spec, options);
  const theirs = tf.sequential({ layers: [layers[cell](), tf.layers.dense({ units: OUTPUTS })] });
  const weights = ours.weights();
  // Both lay out kernel, recurrent kernel and bias with the gates side by side in the same order.
  theirs.setWeights(
    ours.parameters.map(({ shape, offset, size }) =>
      tf.tensor(weights.slice(offset, offset + size), [...shape]),
    ),
  );
  return { ours, theirs };
}

function furthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a, (value, i) => Math.abs(value - b[i]!)).reduce((x, y) => Math.max(x, y), 0);
}

describe.each(Object.keys(layers) as (keyof typeof layers)[])(
  '%s against TensorFlow.js',
  (cell) => {
    const spec = network(
      [STEPS, FEATURES],
      [recurrent({ cell, units: UNITS }), linear('y', 'layer', OUTPUTS)],
    );
    const batch = batchFor(spec, SIZE);
    const x = tf.tensor(batch.inputs.x!, [SIZE, STEPS, FEATURES]);
    const y = tf.tensor(batch.targets, [SIZE, OUTPUTS]);
    const lossOf = (model: tf.Sequential) => () =>
      tf.losses.meanSquaredError(y, model.apply(x) as tf.Tensor) as tf.Scalar;

    beforeAll(async () => {
      await tf.setBackend('cpu');
    });

    it('gives the same outputs to 1e-5', async () => {
      const { ours, theirs } = await both(cell);
      const expected = (theirs.predict(x) as tf.Tensor).dataSync();
      expect(furthest(ours.predict(SIZE, batch.inputs), expected)).toBeLessThan(1e-5);
    });

    it('gives the same loss and gradients to 1e-5', async () => {
      const { ours, theirs } = await both(cell);
      const { value, grads } = tf.variableGrads(lossOf(theirs));
      const { loss, gradient } = ours.gradient(batch);
      expect(Math.abs(loss - value.dataSync()[0]!)).toBeLessThan(1e-5);
      const expected = theirs.trainableWeights.map((weight) => grads[weight.name]!);
      expect(expected).toHaveLength(ours.parameters.length);
      for (const [i, { offset, size }] of ours.parameters.entries()) {
        expect(
          furthest(gradient.slice(offset, offset + size), expected[i]!.dataSync()),
        ).toBeLessThan(1e-5);
      }
    });

    it('has the same first ten losses with Adam', async () => {
      const { ours, theirs } = await both(cell);
      const adam = tf.train.adam(0.01, 0.9, 0.999, 1e-8);
      for (let step = 1; step <= 10; step++) {
        const expected = adam.minimize(lossOf(theirs), true)!.dataSync()[0]!;
        const options = { step, learningRate: 0.01, weightDecay: 0, seed: 0 };
        const { loss } = ours.trainStep(batch, { ...options, clipNorm: Number.POSITIVE_INFINITY });
        expect(Math.abs(loss - expected)).toBeLessThan(1e-5);
      }
    });
  },
);

describe('the other form of gru', () => {
  it('is what Keras computes with reset_after=true, unit by unit', async () => {
    const spec = network([3, 1], [recurrent({ cell: 'gru', units: 1, resetAfter: true })]);
    const options = { batchSize: 1, training: false, threads: 1, seed: 8 };
    const ours = await wasmEngine.compile(spec, options);
    const weights = [0.5, -0.4, 0.9, 0.3, 0.8, -0.7, 0.1, -0.2, 0.05, 0.6] as const;
    ours.setWeights(Float32Array.from(weights));
    const [wz, wr, wn, uz, ur, un, bz, br, bn, cn] = weights;
    const logistic = (v: number) => 1 / (1 + Math.exp(-v));
    let h = 0;
    for (const v of [1, -2, 0.5]) {
      const z = logistic(v * wz + h * uz + bz);
      const r = logistic(v * wr + h * ur + br);
      const n = Math.tanh(v * wn + bn + r * (h * un + cn));
      h = z * h + (1 - z) * n;
    }
    expect(ours.predict(1, { x: Float32Array.of(1, -2, 0.5) })[0]).toBeCloseTo(h, 6);
  });
});
