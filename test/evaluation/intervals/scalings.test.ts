import { describe, expect, it } from 'vitest';
import { calibrationOrigins } from '../../../src/evaluation/intervals/calibration.js';
import { withIntervals } from '../../../src/evaluation/intervals/intervals.js';
import { collectResiduals, emptyPools } from '../../../src/evaluation/intervals/residuals.js';
import {
  type Scaling,
  scalingNamed,
  scalings,
} from '../../../src/evaluation/intervals/scalings.js';
import { createRandom } from '../../../src/random.js';
import { panelOf, seriesOf } from '../../models/panels.js';

const probabilities = [0.1, 0.9];
/** Rows that intervals are made from; the rest they are judged on. */
const LEARNT = 1200;
const SEASON = 4;

/** A walk that returns to `centre`, of changes of one size: how far off tomorrow is says nothing of today. */
function returning(rows: number, centre: number, seed: number): Float64Array {
  const random = createRandom(seed);
  let value = 0;
  return Float64Array.from({ length: rows }, () => {
    value = 0.9 * value + random.uniform() + random.uniform() - 1;
    return centre + value;
  });
}

/** Values whose changes are a share of their level. */
function growing(rows: number, seed: number): Float64Array {
  const random = createRandom(seed);
  let value = 100;
  return Float64Array.from({ length: rows }, () => {
    value *= 1 + 0.02 * (random.uniform() + random.uniform() - 1);
    return value;
  });
}

/** Share of next values inside the 80 % interval of naive, by thirds of the size of the last value. */
function coverageByLevel(values: Float64Array, scaling: Scaling): number[] {
  const learnt = seriesOf(values.subarray(0, LEARNT));
  const origins = calibrationOrigins([learnt], LEARNT - 200, 1);
  const forecasts = origins.map(({ row }) => ({
    point: Float64Array.of(values[row - 1]!),
    quantiles: [],
  }));
  const known = { series: [learnt], origins, forecasts, horizon: 1, season: SEASON };
  const pools = emptyPools(known, 0);
  collectResiduals(pools, known, scaling, 0, origins.keys());
  const calibration = {
    scaling: scaling.name,
    heads: [],
    horizon: 1,
    season: SEASON,
    residuals: pools.table(),
    worth: pools.worth(),
  };
  const judged = Array.from({ length: values.length - LEARNT }, (_, i) => {
    const row = LEARNT + i;
    const panel = panelOf(seriesOf(values.subarray(0, row)));
    const point = Float64Array.of(values[row - 1]!);
    const [made] = withIntervals([{ point, quantiles: [] }], panel, calibration, probabilities);
    const [low, high] = made!.quantiles.map(([bound]) => bound!);
    const inside = values[row]! >= low! && values[row]! <= high!;
    return { size: Math.abs(values[row - 1]!), inside };
  }).sort((a, b) => a.size - b.size);
  const third = Math.floor(judged.length / 3);
  return [0, 1, 2].map((part) => {
    const some = judged.slice(part * third, (part + 1) * third);
    return some.filter(({ inside }) => inside).length / some.length;
  });
}

describe.each(scalings.map((scaling) => [scaling.name, scaling] as const))(
  'scaling %s',
  (_, own) => {
    const positive = returning(300, 50, 1);

    it('is finite, never below 0, and knows nothing of its own row or later ones', () => {
      const values = positive.slice();
      values[30] = Number.NaN;
      values[31] = 0;
      const scales = own.scales(values, SEASON);
      expect(scales).toHaveLength(301);
      expect(scales.every((scale) => scale >= 0 && Number.isFinite(scale))).toBe(true);
      expect(scales.subarray(2).every((scale) => scale > 0)).toBe(true);
      const changed = own.scales(
        values.map((value, row) => (row < 60 ? value : -7 * value)),
        SEASON,
      );
      expect(changed.subarray(0, 61)).toStrictEqual(scales.subarray(0, 61));
    });

    it('is 0 where nothing is known to measure by, and never a unit out of the air', () => {
      const nothing = own.scales(new Float64Array(5).fill(Number.NaN), SEASON);
      const expected = own.name === 'none' ? 1 : 0;
      expect([...new Set(nothing)]).toStrictEqual([expected]);
    });

    it('does not care in which unit the values are written, nor for their sign', () => {
      const scales = own.scales(positive, SEASON);
      for (const factor of [1024, 1 / 1024, -1]) {
        const size = own.name === 'none' ? 1 : Math.abs(factor);
        expect(
          own.scales(
            positive.map((value) => factor * value),
            SEASON,
          ),
        ).toStrictEqual(scales.map((scale) => size * scale));
        expect(
          own.suits(
            positive.map((value) => factor * value),
            SEASON,
          ),
        ).toBe(own.suits(positive, SEASON));
      }
    });

    it('covers as promised at every level of the last value of a series that stays above zero', () => {
      const values = own.name === 'level' ? growing(2400, 2) : returning(2400, 50, 2);
      expect(own.suits(values, SEASON)).toBe(true);
      for (const share of coverageByLevel(values, own)) {
        expect(share).toBeGreaterThan(0.72);
        expect(share).toBeLessThan(0.88);
      }
    });

    it('covers as promised at every level of series with both signs, or is not for them', () => {
      const values = returning(2400, 0, 3);
      if (own.suits(values, SEASON)) {
        for (const share of coverageByLevel(values, own)) expect(share).toBeGreaterThan(0.72);
      } else {
        expect(own.name).toBe('level');
      }
    });
  },
);

describe('the scaling by level', () => {
  const level = scalingNamed('level');

  it('is for what stays well away from zero: growth without end, but no zero and no change of sign', () => {
    expect(
      level.suits(
        Float64Array.from({ length: 200 }, (_, t) => 1.05 ** t),
        1,
      ),
    ).toBe(true);
    expect(level.suits(Float64Array.of(-5, -6, -7, -5), 1)).toBe(true);
    expect(level.suits(Float64Array.of(5, 6, 0, 5), 1)).toBe(false);
    expect(level.suits(Float64Array.of(5, 6, -5, 5), 1)).toBe(false);
    expect(level.suits(Float64Array.of(5, 6, 0.1, 5), 1)).toBe(false);
    expect(level.suits(Float64Array.of(5, Number.NaN, 6), 1)).toBe(true);
  });

  it('of an old model file is no narrower than a quarter of the recent mean, however near zero the last value is', () => {
    const values = Float64Array.of(10, 10, 10, 10, 0.001);
    expect(level.scales(values, 1).at(-1)).toBeGreaterThan(1.9);
  });
});

describe('the scaling by what is left of a season', () => {
  const seasonal = scalingNamed('seasonal');
  // A year between 10 and 30, and noise of at most 1.
  const random = createRandom(5);
  const values = Float64Array.from(
    { length: 240 },
    (_, t) => 20 + 10 * Math.sin((2 * Math.PI * t) / 12) + random.uniform() - 0.5,
  );

  it('is the size of the noise, not of the way from summer to winter', () => {
    expect(seasonal.scales(values, 12).at(-1)).toBeLessThan(1);
    expect(scalingNamed('series').scales(values, 12).at(-1)).toBeGreaterThan(2.5);
  });

  it('is the mean change as long as no second season is known, and not for series without one', () => {
    const early = seasonal.scales(values, 12).subarray(0, 13);
    expect(early).toStrictEqual(scalingNamed('series').scales(values, 12).subarray(0, 13));
    expect(seasonal.suits(values, 12)).toBe(true);
    expect(seasonal.suits(values, 1)).toBe(false);
  });
});
