import { describe, expect, it } from 'vitest';
import { loanFor, withLoan } from '../../../src/evaluation/intervals/borrowed.js';
import { calibrate } from '../../../src/evaluation/intervals/calibration.js';
import { withIntervals } from '../../../src/evaluation/intervals/intervals.js';
import { models } from '../../../src/models/index.js';
import { createRandom } from '../../../src/random.js';
import { panelOf, seriesOf } from '../../models/panels.js';

const engine = { name: 'wasm', threads: 1 };
const HORIZON = 6;
const levels = [
  { probabilities: [0.1, 0.9], least: 0.72, most: 0.9 },
  { probabilities: [0.025, 0.975], least: 0.89, most: 1 },
];

/** A random walk of surprises that are nearly normal. */
function walk(rows: number, seed: number): Float64Array {
  const { uniform } = createRandom(seed);
  let value = 100;
  return Float64Array.from({ length: rows }, () => {
    for (let k = 0; k < 12; k++) value += uniform() - 0.5;
    return value;
  });
}

describe('the intervals of a short series', () => {
  it.each(levels)(
    'hold what they promise: $probabilities',
    async ({ probabilities, least, most }) => {
      let held = 0;
      let count = 0;
      for (let seed = 1; seed <= 80; seed++) {
        const values = walk(30, seed);
        const panel = panelOf(seriesOf(values.subarray(0, 30 - HORIZON)));
        const naive = models.get('naive');
        const request = { probabilities, validationSize: HORIZON, engine };
        const context = { ...request, horizon: HORIZON, season: 1, seed: 1, options: {} };
        const fitted = await naive.fit(panel, context);
        const calibration = await calibrate(naive, fitted, panel, request);
        const forecasts = await naive.forecast(fitted, panel, engine);
        const [made] = withIntervals(forecasts, panel, calibration, probabilities);
        for (let h = 0; h < HORIZON; h++) {
          const actual = values[30 - HORIZON + h]!;
          if (actual >= made!.quantiles[0]![h]! && actual <= made!.quantiles[1]![h]!) held += 1;
          count += 1;
        }
      }
      expect(held / count).toBeGreaterThan(least);
      expect(held / count).toBeLessThan(most);
    },
  );
});

describe('a loan of errors', () => {
  const settings = { horizon: HORIZON, season: 1, engine };
  const origins = [{ series: 0, row: 24 }];

  it('is taken where few errors are known, from cutoffs before the validation part alone', async () => {
    const panel = panelOf(seriesOf(walk(30, 1)));
    const loan = await loanFor(panel, origins, 6, settings);
    expect(loan!.earlier.length).toBeGreaterThan(5);
    expect(loan!.earlier.every(({ row }) => row >= 10 && row <= 24)).toBe(true);
  });

  it('is not taken where the own errors suffice, or nothing lies before them', async () => {
    const many = panelOf(...Array.from({ length: 40 }, (_, s) => seriesOf(walk(30, s), `s${s}`)));
    expect(await loanFor(many, origins, 6, settings)).toBeNull();
    const short = panelOf(seriesOf(walk(8, 1)));
    expect(await loanFor(short, [{ series: 0, row: 2 }], 7, settings)).toBeNull();
  });

  it('is of errors as large beside the lender’s as those that the model makes itself', async () => {
    const series = [seriesOf(walk(60, 3))];
    const panel = panelOf(...series);
    const all = Array.from({ length: 24 }, (_, i) => ({ series: 0, row: 36 + i }));
    const loan = await loanFor(panel, all, 24, settings);
    const error = (point: Float64Array, row: number) =>
      series[0]!.values[row]! - (point[0] ?? Number.NaN);
    // A model that is twice as far off as the lender, everywhere.
    const forecasts = all.map(({ row }, i) => {
      const { point } = loan!.forecasts[i]!;
      const twice = point.map((value, h) => 2 * value - (series[0]!.values[row + h] ?? value));
      return { point: twice, quantiles: [] };
    });
    const known = { series, origins: all, forecasts, horizon: HORIZON, season: 1 };
    const lent = withLoan(known, loan);
    expect(lent.origins).toHaveLength(all.length + loan!.earlier.length);
    const { row } = loan!.earlier[0]!;
    const factor =
      error(lent.forecasts[0]!.point, row) / error(loan!.earlierForecasts[0]!.point, row);
    // Shrunk towards one: four horizons were seen.
    expect(factor).toBeGreaterThan(1.3);
    expect(factor).toBeLessThan(2);
  });
});
