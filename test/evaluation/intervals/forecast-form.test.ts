import { describe, expect, it } from 'vitest';
import {
  anyValue,
  keepWithin,
  requireRange,
} from '../../../src/evaluation/intervals/forecast-form.js';
import { belowZeroRemark } from '../../../src/evaluation/verdicts/below-zero.js';
import { createRandom } from '../../../src/random.js';
import { panelOf, seriesOf } from '../../models/panels.js';

const probabilities = [0.1, 0.9, 0.95];

describe('forecasts that stay within what is possible', () => {
  it('moves points and quantiles to the bounds and keeps them in order', () => {
    const point = Float64Array.of(-2, 50, 120);
    const quantiles = [
      Float64Array.of(-9, 40, 90),
      Float64Array.of(3, 60, 130),
      Float64Array.of(5, 70, 140),
    ];
    keepWithin(point, quantiles, probabilities, { min: 0, max: 100, integer: false });
    expect([...point]).toEqual([0, 50, 100]);
    expect(quantiles.map((quantile) => [...quantile])).toEqual([
      [0, 40, 90],
      [3, 60, 100],
      [5, 70, 100],
    ]);
  });

  it('gives whole numbers, and none outside bounds that are none', () => {
    const point = Float64Array.of(2.4, -0.2, 7.8);
    const quantiles = [
      Float64Array.of(2.1, -1.5, 6.2),
      Float64Array.of(4.9, 0.4, 9.99),
      Float64Array.of(5, 0.9, 11.2),
    ];
    keepWithin(point, quantiles, probabilities, { min: -0.5, max: 10.5, integer: true });
    expect([...point]).toEqual([2, 0, 8]);
    expect(quantiles.map((quantile) => [...quantile])).toEqual([
      [2, 0, 7],
      [4, 0, 9],
      [5, 0, 10],
    ]);
  });

  it('does not let an interval of counts cover less', () => {
    const { uniform } = createRandom(4);
    let before = 0;
    let after = 0;
    for (let k = 0; k < 2000; k++) {
      const actual = Math.floor(6 * uniform() * uniform());
      const [low, high] = [2 * uniform() - 1, 1 + 4 * uniform()];
      const quantiles = [Float64Array.of(low), Float64Array.of(high), Float64Array.of(high + 1)];
      before += actual >= low && actual <= high ? 1 : 0;
      keepWithin(Float64Array.of((low + high) / 2), quantiles, probabilities, {
        min: 0,
        max: null,
        integer: true,
      });
      after += actual >= quantiles[0]![0]! && actual <= quantiles[1]![0]! ? 1 : 0;
    }
    expect(after).toBeGreaterThanOrEqual(before);
    expect(after).toBeLessThan(before * 1.1);
  });

  it('refuses a history that breaks the range, naming series, time and value', () => {
    const panel = panelOf(seriesOf([3, Number.NaN, -1, 2], 'shop'));
    const check = (range: Partial<typeof anyValue>) =>
      requireRange(panel, { ...anyValue, ...range });
    expect(() => check({ min: 0 })).toThrow('series "shop" has -1 at 2, outside --min 0');
    expect(() => check({ max: 2 })).toThrow('series "shop" has 3 at 0, outside --max 2');
    expect(() => check({ min: -5, max: 5, integer: true })).not.toThrow();
    expect(() => check({ min: 3, max: 3 })).toThrow('--min 3 is not below --max 3');
    const shares = panelOf(seriesOf([0.25, 1]));
    expect(() => requireRange(shares, { ...anyValue, integer: true })).toThrow(
      '--integer is for whole numbers',
    );
  });

  it('says that values below zero are forecast, only where the history never was', () => {
    const forecast = {
      point: Float64Array.of(-1, 2, 4),
      quantiles: [Float64Array.of(-3, -1, 1)],
    };
    const remark = belowZeroRemark([{ series: seriesOf([4, 0, 3]), forecast }]);
    expect(remark).toContain('1 forecasts and the lower bounds of 1 steps are below zero');
    expect(belowZeroRemark([{ series: seriesOf([4, -1, 3]), forecast }])).toBeNull();
  });
});
