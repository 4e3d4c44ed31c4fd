import { describe, expect, it } from 'vitest';
import { parseFrequency } from '../../../src/data/calendar/frequency.js';
import { detectSeason, findCommonSeason, findSeason } from '../../../src/data/panel/season.js';
import { createRandom } from '../../../src/random.js';

const series = (length: number, value: (row: number) => number) =>
  Float64Array.from({ length }, (_, row) => value(row));

describe('the season in the data', () => {
  it.each([7, 12, 24, 48, 96])('of period %d is found under noise and trend', (period) => {
    const random = createRandom(period);
    const noisy = series(
      period * 12,
      (row) => 10 * Math.sin((2 * Math.PI * row) / period) + row * 0.05 + 3 * random.uniform(),
    );
    expect(detectSeason(noisy)).toBe(period);
  });

  it('of an index of whole numbers with the shape of a day is 24, missing values or not', () => {
    const day = series(700, (row) =>
      row % 17 === 3 ? Number.NaN : Math.abs((row % 24) - 14) * 5 + ((row * 7919) % 5),
    );
    expect(findSeason(day, parseFrequency('step'))).toBe(24);
  });

  it('is none for noise, for a trend, for a constant, for a short series', () => {
    const random = createRandom(1);
    expect(detectSeason(series(500, () => random.uniform()))).toBe(1);
    expect(detectSeason(series(500, (row) => row))).toBe(1);
    expect(detectSeason(series(500, () => 4))).toBe(1);
    expect(detectSeason(series(5, (row) => row % 2))).toBe(1);
  });

  it('of several series is that of most of them', () => {
    const day = { values: series(400, (row) => row % 24) };
    const week = { values: series(400, (row) => row % 7) };
    expect(findCommonSeason([week, day, day], parseFrequency('step'))).toBe(24);
  });

  it('is that of the frequency where it has one', () => {
    expect(
      findSeason(
        series(100, (row) => row % 10),
        parseFrequency('D'),
      ),
    ).toBe(7);
  });
});
