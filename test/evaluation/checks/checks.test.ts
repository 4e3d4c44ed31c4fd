import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Frequency } from '../../../src/data/calendar/frequency.js';
import type { CheckInput, DataFacts } from '../../../src/evaluation/checks/check.js';
import { checks, runChecks } from '../../../src/evaluation/checks/index.js';
import {
  kolmogorovSmirnov,
  normedWasserstein,
} from '../../../src/evaluation/statistics/two-samples.js';
import { createRandom } from '../../../src/random.js';
import { panelOf, seriesOf, wavy } from '../../models/panels.js';

const facts: DataFacts = { rows: 400, series: 1, last: '399' };

function inputOf(values: Float64Array, change: Partial<CheckInput> = {}): CheckInput {
  return {
    panel: panelOf(seriesOf(values)),
    season: 7,
    recent: 30,
    now: 0,
    maxAge: null,
    facts,
    before: null,
    ...change,
  };
}

const troubles = (input: CheckInput) =>
  runChecks(input, new Map()).flatMap(({ check, trouble }) => (trouble === null ? [] : [check]));

/** The last 30 of 400 rows changed. */
const changed = (change: (value: number, n: number) => number) =>
  wavy(400, 7, 5).map((value, n) => (n >= 370 ? change(value, n) : value));

describe('the checks of a night’s data', () => {
  it('find nothing in ordinary data, trends and random walks', () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const random = createRandom(seed);
      let place = 0;
      const walk = Float64Array.from({ length: 400 }, () => (place += random.uniform() - 0.5));
      expect(troubles(inputOf(wavy(400, 7, seed)))).toStrictEqual([]);
      expect(troubles(inputOf(wavy(400, 7, seed).map((v, n) => v + n)))).toStrictEqual([]);
      expect(troubles(inputOf(walk))).toStrictEqual([]);
    }
  });

  it('find a new level, another distribution, missing values and a hole', () => {
    expect(troubles(inputOf(changed((value) => 100 * value)))).toContain('level');
    const noisy = changed((value, n) => value + (n % 2 === 0 ? 30 : -30));
    expect(troubles(inputOf(noisy))).toContain('drift');
    const sparse = changed((value, n) => (n % 2 === 0 ? Number.NaN : value));
    expect(troubles(inputOf(sparse))).toStrictEqual(['missing']);
    const hole = changed((value, n) => (n >= 380 && n < 384 ? Number.NaN : value));
    expect(troubles(inputOf(hole))).toStrictEqual(['gaps']);
  });

  it('find rows and series that were lost or doubled, but let a file grow', () => {
    const values = wavy(400, 7, 5);
    const was = (rows: number, series = 1) =>
      inputOf(values, { before: { ...facts, rows, series } });
    expect(troubles(was(399))).toStrictEqual([]);
    expect(troubles(was(600))).toStrictEqual(['rows']);
    expect(troubles(was(200))).toStrictEqual(['rows']);
    expect(troubles(was(399, 2))).toStrictEqual(['rows']);
  });

  it('do not count the weekend or a holiday as age where no rows are due on them', () => {
    const friday = Date.UTC(2026, 0, 2);
    const rows = 400;
    const series = {
      ...seriesOf(wavy(rows, 7, 5)),
      times: Float64Array.from({ length: rows }, (_, n) => friday - (rows - 1 - n) * 86_400_000),
    };
    const stale = (days: number, frequency: Partial<Frequency>) => {
      const panel = {
        ...panelOf(series),
        frequency: { unit: 'business', count: 1, ...frequency } as const,
      };
      const now = friday + days * 86_400_000 + 2 * 3_600_000;
      return troubles(inputOf(series.values, { panel, now, maxAge: 36 * 3600 })).includes('age');
    };
    // Sunday, Monday and Tuesday at two in the night.
    expect([2, 3, 4].map((days) => stale(days, {}))).toStrictEqual([false, false, true]);
    expect([2, 3, 4].map((days) => stale(days, { unit: 'day' }))).toStrictEqual([true, true, true]);
    const holidays = [friday / 86_400_000 + 3];
    expect([4, 5].map((days) => stale(days, { holidays }))).toStrictEqual([false, true]);
  });

  it('find stale data where an age is given', () => {
    const panel = {
      ...panelOf(seriesOf([1, 2, 3])),
      frequency: { unit: 'day', count: 1 } as const,
    };
    const at = (seconds: number) =>
      troubles(inputOf(new Float64Array(), { panel, maxAge: 60, now: seconds * 1000 }));
    expect(at(50)).toStrictEqual([]);
    expect(at(70)).toStrictEqual(['age']);
  });

  it('can be switched off and made to fail', () => {
    const input = inputOf(changed((value) => 100 * value));
    const severities = new Map([
      ['level', 'fail'],
      ['drift', 'off'],
    ] as const);
    const results = runChecks(input, severities);
    expect(results.map(({ check }) => check)).toStrictEqual(
      checks.names.filter((name) => name !== 'drift'),
    );
    expect(results.find(({ check }) => check === 'level')?.severity).toBe('fail');
  });
});

describe('distances of two samples', () => {
  const sample = fc
    .array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 60 })
    .map((values) => Float64Array.from(values));

  it('are 0 between a sample and itself', () => {
    fc.assert(
      fc.property(sample, (values) => {
        expect(kolmogorovSmirnov(values, values)).toStrictEqual({ distance: 0, pValue: 1 });
        expect(normedWasserstein(values, values)).toBe(0);
      }),
    );
  });

  it('are 1 between samples apart, and the shift in standard deviations', () => {
    const values = Float64Array.of(1, 2, 3, 4);
    expect(
      kolmogorovSmirnov(
        values,
        values.map((value) => value + 9),
      ).distance,
    ).toBe(1);
    const shifted = normedWasserstein(
      values,
      values.map((value) => value + 3),
    );
    expect(shifted).toBeCloseTo(3 / Math.sqrt(1.25), 12);
  });

  it('give Kolmogorov’s tabulated chances', () => {
    // K = 1.36 is the 5 % point of the limit, 1.63 the 1 % point.
    const uniform = Float64Array.from({ length: 20_000 }, (_, i) => i);
    const offBy = (k: number) => uniform.map((value) => value + (k * 20_000) / Math.sqrt(10_000));
    expect(kolmogorovSmirnov(uniform, offBy(1.36)).pValue).toBeCloseTo(0.05, 2);
    expect(kolmogorovSmirnov(uniform, offBy(1.63)).pValue).toBeCloseTo(0.01, 2);
  });
});
