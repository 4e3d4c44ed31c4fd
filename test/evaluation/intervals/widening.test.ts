import { describe, expect, it } from 'vitest';
import { widening } from '../../../src/evaluation/intervals/widening.js';

describe('the widening of an interval that few errors tell', () => {
  // Student's quantiles t_m(p) and the normal ones, of a table (Abramowitz & Stegun 26.10, 26.1).
  const normal = { 0.9: 1.2816, 0.975: 1.96 };
  it.each([
    [0.9, 4, 1.5332],
    [0.9, 10, 1.3722],
    [0.9, 30, 1.3104],
    [0.975, 4, 2.7764],
    [0.975, 10, 2.2281],
    [0.975, 30, 2.0423],
  ] as const)('at %s is that of Student’s prediction interval from %s errors', (p, m, student) => {
    const expected = Math.sqrt(1 + 1 / m) * (student / normal[p]);
    const factor = widening(p, m, 1e9);
    expect(Math.abs(factor / expected - 1)).toBeLessThan(0.01);
    expect(widening(1 - p, m, 1e9)).toBeCloseTo(factor, 12);
  });

  it('falls with every further one, and is none where all are independent', () => {
    const factors = [2, 3, 5, 10, 30, 99].map((m) => widening(0.9, m, 99));
    for (let i = 1; i < factors.length; i++) expect(factors[i]!).toBeLessThan(factors[i - 1]!);
    expect(factors.at(-1)!).toBe(1);
    expect(widening(0.9, 0, 50)).toBe(widening(0.9, 2, 50));
  });
});
