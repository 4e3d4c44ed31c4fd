import { describe, expect, it } from 'vitest';
import {
  type Decomposition,
  decomposeSeries,
  strengthOf,
} from '../../../src/evaluation/decomposition/decompose.js';
import { createRandom } from '../../../src/random.js';
import { seriesOf } from '../../models/panels.js';

const ROWS = 420;
const WEEK = [3, 1, 0, -1, -2, -3, 2];
const MONTH = Array.from({ length: 30 }, (_, t) => (t < 15 ? 4 : -4));

function sample(seed: number) {
  const { uniform } = createRandom(seed);
  const promo = Float64Array.from({ length: ROWS }, (_, t) => (t % 37 === 5 ? 1 : 0));
  const values = promo.map((on, t) => {
    const noise = (uniform() + uniform() - 1) / 2;
    const season = WEEK[t % 7]! + MONTH[t % 30]!;
    return Number((100 + 0.1 * t + season + 20 * on + noise).toFixed(2));
  });
  return { values, promo };
}

const part = ({ components }: Decomposition, name: string) =>
  components.find((each) => each.name === name)!.values;

const meanError = (found: Float64Array, truth: (t: number) => number) =>
  found.reduce((sum, value, t) => sum + Math.abs(value - truth(t)), 0) / found.length;

describe('decompose', () => {
  it('finds trend, seasons and effects as they were planted', () => {
    const { values, promo } = sample(1);
    const series = { ...seriesOf(values), future: [promo] };
    const found = decomposeSeries(series, ['promo'], [7, 30], 'additive');
    expect(found.components.map(({ name }) => name)).toEqual([
      ...['trend', 'season_7', 'season_30', 'promo', 'remainder'],
    ]);
    expect(meanError(part(found, 'trend'), (t) => 100 + 0.1 * t)).toBeLessThan(0.2);
    expect(meanError(part(found, 'season_7'), (t) => WEEK[t % 7]!)).toBeLessThan(0.35);
    expect(meanError(part(found, 'season_30'), (t) => MONTH[t % 30]!)).toBeLessThan(0.5);
    expect(meanError(part(found, 'promo'), (t) => 20 * promo[t]!)).toBeLessThan(0.05);
    expect(strengthOf(found, 'trend')).toBeGreaterThan(0.99);
    expect(strengthOf(found, 'season_7')).toBeGreaterThan(0.95);
  });

  it.each(['additive', 'multiplicative'] as const)(
    'the %s parts add up to each value, to its last decimal',
    (form) => {
      const { values } = sample(2);
      const { components } = decomposeSeries(seriesOf(values), [], [7], form);
      for (const [t, value] of values.entries()) {
        // As a person adds decimals: in units of the fifth.
        const units = components.map((each) => BigInt(Math.round(each.values[t]! * 1e5)));
        expect(units.every((unit, k) => Number(unit) / 1e5 === components[k]!.values[t])).toBe(
          true,
        );
        expect(Number(units.reduce((sum, unit) => sum + unit, 0n)) / 1e5).toBe(value);
      }
    },
  );

  it('takes factors where seasons grow with the level, and sums where they do not', () => {
    const grown = Float64Array.from(
      { length: 140 },
      (_, t) => 100 * 1.02 ** t * (1 + WEEK[t % 7]! / 10),
    );
    expect(decomposeSeries(seriesOf(grown), [], [7], null).form).toBe('multiplicative');
    expect(decomposeSeries(seriesOf(sample(3).values), [], [7, 30], null).form).toBe('additive');
    const below = grown.map((value) => value - 200);
    expect(decomposeSeries(seriesOf(below), [], [7], null).form).toBe('additive');
  });

  it('a missing value has a trend and a season, and no remainder', () => {
    const { values } = sample(4);
    values[0] = Number.NaN;
    values[50] = Number.NaN;
    const found = decomposeSeries(seriesOf(values), [], [7], 'additive');
    expect(found.from).toBe(1);
    expect(part(found, 'trend')[49]).toBeGreaterThan(90);
    expect(part(found, 'remainder')[49]).toBeNaN();
    expect(part(found, 'remainder')[50]).not.toBeNaN();
  });

  it('a season that is not seen three times is left in the trend', () => {
    const { values } = sample(5);
    const { components } = decomposeSeries(seriesOf(values.slice(0, 80)), [], [7, 30], 'additive');
    expect(components.map(({ name }) => name)).toEqual(['trend', 'season_7', 'remainder']);
  });
});
