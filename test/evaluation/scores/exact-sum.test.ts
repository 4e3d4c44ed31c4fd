import { describe, expect, it } from 'vitest';
import { ExactSum, exactSumOf } from '../../../src/evaluation/scores/exact-sum.js';
import { createRandom } from '../../../src/random.js';

const sum = (values: readonly number[]) => exactSumOf(values).value();

describe('an exact sum', () => {
  it.each([
    [[], 0],
    [[1e16, 1, -1e16], 1],
    // What Python's math.fsum gives.
    [Array.from({ length: 10 }, () => 0.1), 1],
    [[1e100, 1, -1e100, 1e-100], 1],
    // Half way between two numbers: to the even one, unless something is left.
    [[2 ** 53, 1], 2 ** 53],
    [[2 ** 53, 1, 2 ** -60], 2 ** 53 + 2],
    [[2 ** 53, 1, -(2 ** -60)], 2 ** 53],
    [[Number.POSITIVE_INFINITY, 1], Number.POSITIVE_INFINITY],
  ])('of %j is %d', (values, total) => {
    expect(sum(values)).toBe(total);
  });

  it('does not depend on the order, nor on where parts of it were added up', () => {
    const random = createRandom(5);
    const values = Array.from(
      { length: 500 },
      (_, i) => (random.uniform() - 0.5) * 10 ** (((i * 7) % 40) - 20),
    );
    const whole = sum(values);
    expect(sum([...values].reverse())).toBe(whole);
    expect(sum([...values].sort((a, b) => a - b))).toBe(whole);
    const parts = [0, 1, 2].map((k) => exactSumOf(values.filter((_, i) => i % 3 === k)).parts());
    const texts = parts.flat().map(String);
    expect(new ExactSum(texts.map(Number)).value()).toBe(whole);
  });
});
