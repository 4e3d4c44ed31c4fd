import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalUpperTail } from '../../../src/evaluation/statistics/normal.js';
import { studentTwoSided } from '../../../src/evaluation/statistics/student-t.js';
import { dieboldMariano } from '../../../src/evaluation/verdicts/diebold-mariano.js';
import { pesaranTimmermann } from '../../../src/evaluation/verdicts/direction-test.js';
import { createRandom } from '../../../src/random.js';

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

  it('has no answer where overlapping windows span less than two horizons', () => {
    const { differences } = reference.dieboldMariano;
    expect(dieboldMariano(differences, 12).pValue).toBeNull();
    expect(dieboldMariano(differences, 11).pValue).not.toBeNull();
  });

  // Two models of which neither is better: forecasts half a step above and below a random walk.
  it.each([
    [17, 5, 1],
    [20, 5, 1],
    [20, 8, 1],
    [20, 10, 3],
    [20, 5, 5],
    [60, 12, 1],
  ])(
    'finds a difference where there is none in about one case of twenty: %d windows, horizon %d, stride %d',
    (windows, horizon, stride) => {
      const random = createRandom(7);
      const trials = 800;
      let cries = 0;
      for (let trial = 0; trial < trials; trial++) {
        const surprises = Array.from(
          { length: (windows - 1) * stride + horizon },
          () => random.uniform() + random.uniform() + random.uniform() - 1.5,
        );
        const differences = Array.from({ length: windows }, (_, window) => {
          let walked = 0;
          let loss = 0;
          for (let h = 0; h < horizon; h++) {
            walked += surprises[window * stride + h]!;
            loss += Math.abs(walked - 0.25) - Math.abs(walked + 0.25);
          }
          return loss / horizon;
        });
        const { pValue } = dieboldMariano(differences, horizon / stride);
        if (pValue! < 0.05) cries += 1;
      }
      expect(cries / trials).toBeGreaterThan(0.03);
      expect(cries / trials).toBeLessThan(0.095);
    },
  );

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
