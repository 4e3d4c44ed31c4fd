import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalUpperTail } from '../../../src/evaluation/statistics/normal.js';
import { studentTwoSided } from '../../../src/evaluation/statistics/student-t.js';
import { dieboldMariano } from '../../../src/evaluation/verdicts/diebold-mariano.js';
import { pesaranTimmermann } from '../../../src/evaluation/verdicts/direction-test.js';

interface Reference {
  readonly studentTwoSided: [t: number, degrees: number, p: number][];
  readonly normalUpperTail: [z: number, p: number][];
  readonly dieboldMariano: {
    readonly differences: number[];
    readonly results: { overlap: number; statistic: number; pValue: number }[];
  };
  readonly pesaranTimmermann: {
    count: number;
    hits: number;
    ups: number;
    foretoldUps: number;
    pValue: number;
  };
}

const reference: Reference = JSON.parse(
  readFileSync(new URL('../../../fixtures/reference/statistics.json', import.meta.url), 'utf8'),
);

const relative = (actual: number, expected: number) => Math.abs(actual / expected - 1);

describe('Student’s t distribution', () => {
  it.each(reference.studentTwoSided)('beyond %d with %d degrees has SciPy’s tails', (t, df, p) => {
    expect(relative(studentTwoSided(t, df), p)).toBeLessThan(1e-11);
    expect(studentTwoSided(-t, df)).toBe(studentTwoSided(t, df));
  });

  it('falls from 1 at 0 to 0 at infinity', () => {
    expect(studentTwoSided(0, 5)).toBe(1);
    expect(studentTwoSided(Number.POSITIVE_INFINITY, 5)).toBe(0);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 50, noNaN: true }),
        fc.double({ min: 0, max: 50, noNaN: true }),
        fc.integer({ min: 1, max: 300 }),
        (a, b, df) => {
          const [near, far] = [Math.min(a, b), Math.max(a, b)];
          expect(studentTwoSided(near, df)).toBeGreaterThanOrEqual(
            studentTwoSided(far, df) - 1e-13,
          );
        },
      ),
    );
  });
});

describe('the normal distribution', () => {
  it.each(reference.normalUpperTail)('above %d has SciPy’s tail', (z, p) => {
    expect(relative(normalUpperTail(z), p)).toBeLessThan(1e-11);
  });
});

describe('the Diebold-Mariano test', () => {
  it.each(reference.dieboldMariano.results)('gives the reference at overlap $overlap', (known) => {
    const result = dieboldMariano(reference.dieboldMariano.differences, known.overlap);
    expect(result.statistic).toBeCloseTo(known.statistic, 10);
    expect(result.pValue).toBeCloseTo(known.pValue, 10);
  });

  it('has no answer for too few windows or for equal losses', () => {
    expect(dieboldMariano([1, 2], 1).pValue).toBeNull();
    expect(dieboldMariano([0, 0, 0, 0], 1).pValue).toBeNull();
  });

  it('says the same with the models changed round', () => {
    const { differences } = reference.dieboldMariano;
    const [one, other] = [differences, differences.map((d) => -d)].map((d) => dieboldMariano(d, 3));
    expect(one!.statistic).toBe(-other!.statistic);
    expect(one!.pValue).toBe(other!.pValue);
  });
});

describe('the Pesaran-Timmermann test', () => {
  it('gives the reference', () => {
    const { count, hits, ups, foretoldUps, pValue } = reference.pesaranTimmermann;
    expect(pesaranTimmermann(count, hits, ups, foretoldUps)).toBeCloseTo(pValue, 10);
  });

  it('finds no skill in always saying "up" while the market rises', () => {
    expect(pesaranTimmermann(100, 60, 60, 100)).toBeNull();
  });
});
