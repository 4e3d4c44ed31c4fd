import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/random.js';
import { returnsToMean } from '../../../src/training/windows/returns-to-mean.js';
import { wavy } from '../../models/panels.js';

const random = createRandom(3);
const shock = () => random.uniform() + random.uniform() + random.uniform() - 1.5;

describe('a series comes back to its mean', () => {
  test('when it is pulled back, wherever the mean is', () => {
    let x = 0;
    const values = Float64Array.from({ length: 400 }, () => {
      x = 0.6 * x + shock();
      return 1000 + x;
    });
    expect(returnsToMean(values, 7)).toBe(true);
  });

  test('but not when it trends, also with a season', () => {
    expect(returnsToMean(wavy(400, 7, 1), 7)).toBe(false);
  });

  test('and rarely when it is a random walk', () => {
    const walks = Array.from({ length: 60 }, () => {
      let level = 0;
      return Float64Array.from({ length: 500 }, () => (level += shock()));
    });
    expect(walks.filter((values) => returnsToMean(values, 5)).length).toBeLessThan(15);
  });

  test('never when it is shorter than four blocks, missing or constant', () => {
    expect(returnsToMean(Float64Array.of(1, 9, 1, 9, 1, 9), 2)).toBe(false);
    expect(returnsToMean(new Float64Array(100).fill(Number.NaN), 5)).toBe(false);
    expect(returnsToMean(new Float64Array(100).fill(4), 5)).toBe(false);
    expect(returnsToMean(new Float64Array(0), 5)).toBe(false);
  });
});
