import { describe, expect, it } from 'vitest';
import { engines } from '../../../src/engines/index.js';
import { buildDilated } from '../../../src/networks/dilated.js';
import { createRandom } from '../../../src/random.js';
import { batchOfSegments, createSmoothedNetwork } from '../../../src/training/smoothing/network.js';
import { trainingSegments } from '../../../src/training/smoothing/segments.js';
import { logSeries, smoothingStart } from '../../../src/training/smoothing/start.js';
import type { SmoothingTask } from '../../../src/training/smoothing/task.js';

const shape = { lookback: 3, horizon: 5, steps: 12, periods: [2, 4] };

/** Two seasonal series of different lengths, one of them with a gap. */
function smallTask(): SmoothingTask {
  const random = createRandom(5);
  const series = [26, 14].map((rows, s) => {
    const logs = Float64Array.from({ length: rows }, (_, t) =>
      s === 0 && t === 9 ? Number.NaN : 3 + 0.3 * (t % 2) + 0.2 * (t % 4) + 0.5 * random.uniform(),
    );
    return logSeries(smoothingStart(logs, shape.periods, 0), logs);
  });
  return {
    kind: 'smoothing',
    shape,
    series,
    levelPenalty: 0.5,
    smoothingRate: 1,
    train: series.flatMap(({ logs }, s) => trainingSegments(shape, s, logs.length, 4)),
    validation: [],
  };
}

async function smallNetwork(task: SmoothingTask) {
  const spec = buildDilated({
    ...{
      ...shape,
      units: 4,
      dilations: [
        [1, 2],
        [2, 4],
      ],
      tau: 0.4,
      every: true,
    },
  });
  const options = { batchSize: 4, training: true, threads: 1, seed: 2 };
  const inner = await engines.get('wasm').compile({ ...spec, loss: { kind: 'mse' } }, options);
  return createSmoothedNetwork(inner, task);
}

describe('a network trained together with its smoothing', () => {
  it('has the gradient of finite differences, by every weight and every number of every series', async () => {
    const task = smallTask();
    const network = await smallNetwork(task);
    // The last layer starts at zero, and would hide what is before it.
    const random = createRandom(9);
    network.setWeights(network.weights().map((weight) => weight + 0.3 * (random.uniform() - 0.5)));
    const batch = batchOfSegments(Int32Array.from(task.train.keys()));
    const { gradient } = network.gradient(batch);
    const weights = network.weights();
    const lossAt = (i: number, value: number) => {
      network.setWeights(weights.with(i, value));
      return network.gradient(batch).loss;
    };
    const h = 0.01;
    // All numbers of the series, some of the shared weights.
    for (let i = 0; i < weights.length; i += i < weights.length - 30 ? 7 : 1) {
      const [w, step] = [weights[i]!, (times: number) => lossAt(i, weights[i]! + times * h)];
      const slope = (8 * (step(1) - step(-1)) - (step(2) - step(-2))) / (12 * h);
      expect(Math.abs(gradient[i]! - slope), `number ${i} (${w})`).toBeLessThan(1e-4);
    }
    const ofSeries = gradient.subarray(-2 * (3 + 2 + 4));
    expect(ofSeries.filter((slope) => Math.abs(slope) > 1e-3).length).toBeGreaterThan(5);
    network.dispose();
  });

  it('learns: a few steps lower the loss and move the coefficients of every series', async () => {
    const task = smallTask();
    const network = await smallNetwork(task);
    const batch = batchOfSegments(Int32Array.from(task.train.keys()));
    const before = { loss: network.gradient(batch).loss, weights: network.weights() };
    for (let step = 1; step <= 30; step++) {
      const rates = { learningRate: 0.01, weightDecay: 0, clipNorm: 1, seed: 1 };
      network.trainStep(batch, { ...rates, step });
    }
    expect(network.gradient(batch).loss).toBeLessThan(0.9 * before.loss);
    const after = network.weights();
    for (const at of [-18, -9]) expect(after.at(at)).not.toBe(before.weights.at(at));
    network.dispose();
  });
});
