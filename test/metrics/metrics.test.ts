import { describe, expect, it } from 'vitest';
import { metrics } from '../../src/metrics/index.js';
import { boundsIndex, levelsOf, probabilitiesOf } from '../../src/metrics/levels.js';
import type { Step, StepMetric } from '../../src/metrics/metric.js';
import { models } from '../../src/models/index.js';

const base: Step = {
  actual: 0,
  forecast: 0,
  last: 0,
  scale: 1,
  squaredScale: 1,
  probabilities: [],
  quantiles: new Float64Array(0),
};
const none = { level: Number.NaN, low: Number.NaN, high: Number.NaN };

function stepMetric(name: string): StepMetric {
  const metric = metrics.get(name);
  if (metric.kind !== 'step') throw new Error(`${name} is no step metric`);
  return metric;
}

/** A metric over pairs of actual and forecast, as a backtest sums it up. */
function score(name: string, pairs: readonly (readonly [number, number])[], more = {}): number {
  const metric = stepMetric(name);
  let sum = 0;
  let weights = 0;
  for (const [actual, forecast] of pairs) {
    const step = { ...base, ...more, actual, forecast };
    const value = metric.value(step, none);
    if (Number.isNaN(value)) continue;
    sum += value;
    weights += metric.weight?.(step) ?? 1;
  }
  return metric.finish?.(sum / weights) ?? sum / weights;
}

// The examples of scikit-learn's documentation of these metrics.
const pairs = [
  [3, 2.5],
  [-0.5, 0],
  [2, 2],
  [7, 8],
] as const;

describe('the metrics', () => {
  it.each([
    ['mae', 0.5],
    ['mse', 0.375],
    ['rmse', 0.6123724356957945],
    ['mape', 32.7380952380952],
    ['bias', 0.25],
  ])('%s gives scikit-learn’s documented example', (name, expected) => {
    expect(score(name, pairs)).toBeCloseTo(expected, 12);
  });

  it('mase and rmsse give sktime’s documented example', () => {
    // y_train = [5, 0.5, 4, 6, 3, 5, 2]: mean absolute difference 3, mean squared difference 9.75.
    const five = [...pairs, [2, 1.25]] as const;
    expect(score('mase', five, { scale: 3 })).toBeCloseTo(0.18333333333333335, 12);
    expect(score('rmsse', five, { squaredScale: 9.75 })).toBeCloseTo(0.20568833780186058, 12);
  });

  it('smape is M4’s: 200 |y - f| / (|y| + |f|), and 0 where both are 0', () => {
    expect(score('smape', [[100, 110]])).toBeCloseTo(2000 / 210, 12);
    expect(score('smape', [[5, -5]])).toBe(200);
    expect(score('smape', [[0, 0]])).toBe(0);
  });

  it('wape weighs by the size of the actuals', () => {
    const two = [
      [10, 11],
      [0, 2],
    ] as const;
    expect(score('wape', two)).toBeCloseTo(30, 12);
  });

  it('mape leaves out actuals of 0, mase histories without a scale', () => {
    expect(stepMetric('mape').value({ ...base, forecast: 1 }, none)).toBeNaN();
    for (const scale of [0, Number.NaN]) {
      expect(stepMetric('mase').value({ ...base, forecast: 1, scale }, none)).toBeNaN();
    }
  });

  it('pinball gives fpp3’s example of section 5.9', () => {
    // Google's stock: 10 % quantile 744.54, actual 741.84; fpp3 counts the loss twice (4.86).
    const step = {
      ...base,
      actual: 741.84,
      probabilities: [0.1],
      quantiles: Float64Array.of(744.54),
    };
    expect(2 * stepMetric('pinball').value(step, none)).toBeCloseTo(4.86, 10);
  });

  it('crps tends to the integral: 1/12 for the middle of a uniform forecast', () => {
    const probabilities = Array.from({ length: 199 }, (_, i) => (i + 1) / 200);
    const quantiles = Float64Array.from(probabilities);
    const step = { ...base, actual: 0.5, forecast: 0.5, probabilities, quantiles };
    expect(stepMetric('crps').value(step, none)).toBeCloseTo(1 / 12, 4);
  });

  it('winkler is the width inside and adds 2/α of the distance outside', () => {
    const bounds = { level: 80, low: 10, high: 20 };
    const at = (actual: number) => stepMetric('winkler').value({ ...base, actual }, bounds);
    expect(at(15)).toBe(10);
    expect(at(20)).toBe(10);
    expect(at(22)).toBeCloseTo(10 + 10 * 2, 12);
    expect(at(7)).toBeCloseTo(10 + 10 * 3, 12);
  });

  it('coverage counts the bounds as inside', () => {
    const bounds = { level: 80, low: 10, high: 20 };
    const at = (actual: number) => stepMetric('coverage').value({ ...base, actual }, bounds);
    expect([9.99, 10, 20, 20.01].map(at)).toStrictEqual([0, 1, 1, 0]);
  });

  it('directional accuracy asks for the direction from the last value and leaves out no moves', () => {
    const at = (actual: number, forecast: number) =>
      stepMetric('directional-accuracy').value({ ...base, last: 10, actual, forecast }, none);
    expect([at(11, 10.1), at(9, 12), at(9, 2)]).toStrictEqual([1, 0, 1]);
    expect(at(10, 11)).toBeNaN();
    expect(at(11, 10)).toBeNaN();
  });

  it('owa is the mean of the two ratios', () => {
    const owa = metrics.get('owa');
    if (owa.kind !== 'relative') throw new Error('owa is relative');
    // M4 hourly, published: Theta 18.138 and 2.455, Naive2 18.383 and 2.395, OWA 1.006.
    expect(owa.combine([18.138, 2.455], [18.383, 2.395])).toBeCloseTo(1.006, 3);
  });

  it('that are relative name a registered model and step metrics', () => {
    for (const metric of metrics.entries) {
      if (metric.kind !== 'relative') continue;
      expect(models.has(metric.reference)).toBe(true);
      expect(metric.from.map((name) => stepMetric(name).needs)).not.toContain('level');
    }
  });

  it('are perfect for a perfect forecast', () => {
    const perfect = { lower: 0, zero: 0, higher: 1, level: 1 };
    const step = {
      ...base,
      actual: 3,
      forecast: 3,
      last: 2,
      probabilities: [0.1, 0.9],
      quantiles: Float64Array.of(3, 3),
    };
    for (const metric of metrics.entries) {
      if (metric.kind !== 'step') continue;
      const value = metric.value(step, { level: 80, low: 3, high: 3 });
      expect(value).toBe(perfect[metric.better]);
    }
  });
});

describe('levels', () => {
  it('and their probabilities name each other exactly', () => {
    const levels = [50, 80, 90, 95, 99, 99.9];
    const probabilities = probabilitiesOf(levels);
    expect(probabilitiesOf([80, 95])).toStrictEqual([0.025, 0.1, 0.9, 0.975]);
    expect(levelsOf(probabilities)).toStrictEqual(levels);
    expect(boundsIndex(probabilitiesOf([80, 95]), 80)).toStrictEqual({ low: 1, high: 2 });
    expect(boundsIndex(probabilities, 75)).toBeNull();
  });

  it('outside 0 to 100 are refused', () => {
    for (const level of [0, 100, -5, Number.NaN]) {
      expect(() => probabilitiesOf([level])).toThrow(/is not a level/);
    }
  });
});
