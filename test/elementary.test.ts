import { expect, test } from 'vitest';
import { cos, exp, log, pow, sin, tanh } from '../src/elementary.js';
import { createRandom } from '../src/random.js';

/** Largest |ours - platform's| in units of the platform's last place over 20,000 draws. */
function worstUlps(ours: (x: number) => number, platform: (x: number) => number, scale: number) {
  const random = createRandom(1);
  let worst = 0;
  for (let i = 0; i < 20_000; i++) {
    const x = (random.uniform() * 2 - 1) * scale;
    const expected = platform(x);
    const exponent = Math.max(Math.floor(Math.log2(Math.abs(expected))), -1022);
    worst = Math.max(worst, Math.abs(ours(x) - expected) / 2 ** (exponent - 52));
  }
  return worst;
}

test('exp is within 2 units in the last place from tiny to near overflow', () => {
  for (const scale of [1e-8, 0.3, 1, 20, 700]) {
    expect(worstUlps(exp, Math.exp, scale)).toBeLessThan(2);
  }
  expect(exp(0)).toBe(1);
  expect(exp(710)).toBe(Number.POSITIVE_INFINITY);
  expect(exp(-746)).toBe(0);
  expect(exp(-740)).toBeCloseTo(Math.exp(-740), 300);
  expect(exp(Number.NEGATIVE_INFINITY)).toBe(0);
  expect(exp(Number.NaN)).toBeNaN();
});

test('log is within 2 units in the last place, also next to 1 and for subnormal numbers', () => {
  for (const scale of [1e-6, 0.1, 0.5]) {
    expect(
      worstUlps(
        (x) => log(1 + x),
        (x) => Math.log(1 + x),
        scale,
      ),
    ).toBeLessThan(2);
  }
  for (const x of [5e-324, 1e-310, 1e-300, 1e300, Math.SQRT1_2, Math.SQRT2, 2, Math.E]) {
    expect(Math.abs(log(x) - Math.log(x))).toBeLessThanOrEqual(2.3e-16 * Math.abs(Math.log(x)));
  }
  expect(log(1)).toBe(0);
  expect(log(0)).toBe(Number.NEGATIVE_INFINITY);
  expect(log(-1)).toBeNaN();
  expect(log(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
});

test('sin and cos agree with the platform to 2^-52 for angles up to a million radians', () => {
  const random = createRandom(2);
  for (const scale of [1e-3, 1, 10, 1e6]) {
    for (let i = 0; i < 5000; i++) {
      const x = (random.uniform() * 2 - 1) * scale;
      expect(Math.abs(sin(x) - Math.sin(x))).toBeLessThanOrEqual(2 ** -52);
      expect(Math.abs(cos(x) - Math.cos(x))).toBeLessThanOrEqual(2 ** -52);
    }
  }
  expect(sin(0)).toBe(0);
  expect(cos(0)).toBe(1);
  expect(sin(Number.POSITIVE_INFINITY)).toBeNaN();
});

test('tanh is within 5 units in the last place and saturates at one', () => {
  for (const scale of [1e-6, 0.2, 1, 5]) expect(worstUlps(tanh, Math.tanh, scale)).toBeLessThan(5);
  expect(tanh(30)).toBe(1);
  expect(tanh(-30)).toBe(-1);
});

test('pow is exact for small whole powers and close for others', () => {
  expect(pow(3, 5)).toBe(243);
  expect(pow(-2, 3)).toBe(-8);
  expect(pow(2, -2)).toBe(0.25);
  expect(pow(7.5, 0)).toBe(1);
  expect(pow(10, 0.5) / Math.sqrt(10)).toBeCloseTo(1, 14);
  expect(pow(0, 0.5)).toBe(0);
});
