import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalizers } from '../../src/normalizers/index.js';

const values = fc
  .array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 40 })
  .map((list) => Float64Array.from(list));

/** Rounding is relative to the largest number that took part. */
function expectClose(actual: Float64Array, expected: Float64Array, size: number) {
  actual.forEach((value, i) => {
    if (Number.isNaN(expected[i]!)) expect(value).toBeNaN();
    else expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(1e-9 * (1 + size));
  });
}

const largest = (list: Float64Array) => list.reduce((most, v) => Math.max(most, Math.abs(v)), 0);

describe.each(normalizers.entries)('$name', (normalizer) => {
  test('gives back what it was given', () => {
    fc.assert(
      fc.property(values, (history) => {
        const state = normalizer.fit(history, 0);
        const rest = history.slice(1);
        normalizer.transform(state, rest, history[0]!);
        expect(rest.every(Number.isFinite)).toBe(true);
        normalizer.invert(state, rest, history[0]!);
        expectClose(rest, history.slice(1), largest(history));
      }),
    );
  });

  test('keeps missing values missing and is not disturbed by them', () => {
    const history = Float64Array.of(3, Number.NaN, 5, 4, 9);
    const state = normalizer.fit(history, 0);
    const copy = history.slice(1);
    normalizer.transform(state, copy, history[0]!);
    expect(Array.from(copy, Number.isNaN)).toEqual([true, false, false, false]);
    normalizer.invert(state, copy, history[0]!);
    expectClose(copy, history.slice(1), 9);
  });

  test('survives a constant series, an empty one and one without any value', () => {
    for (const history of [
      new Float64Array(10).fill(0.1),
      new Float64Array(10),
      new Float64Array(10).fill(-1e9),
      new Float64Array(0),
      new Float64Array(3).fill(Number.NaN),
    ]) {
      const state = normalizer.fit(history, 0);
      expect(state.every(Number.isFinite)).toBe(true);
      const ahead = Float64Array.of(1, 2);
      normalizer.transform(state, ahead, 0.5);
      expect(ahead.every(Number.isFinite)).toBe(true);
    }
  });

  test('has a state of plain numbers that survives JSON', () => {
    const state = normalizer.fit(Float64Array.of(1.5, 2.25, 7), 0);
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });
});

function transformed(name: string, history: number[]): number[] {
  const normalizer = normalizers.get(name);
  const copy = Float64Array.from(history);
  normalizer.transform(normalizer.fit(copy, 0), copy, Number.NaN);
  return Array.from(copy);
}

test('standard and revin give mean 0 and standard deviation 1', () => {
  expect(transformed('standard', [1, 3])).toEqual([-1, 1]);
  expect(transformed('revin', [1, 3])).toEqual([-1, 1]);
});

test('minmax gives 0 to 1', () => {
  expect(transformed('minmax', [4, 2, 6])).toEqual([0.5, 0, 1]);
});

test('robust is not moved by an outlier', () => {
  const calm = transformed('robust', [1, 2, 3, 4, 5]);
  const wild = transformed('robust', [1, 2, 3, 4, 5000]);
  expect(wild.slice(0, 4)).toEqual(calm.slice(0, 4));
});

test('last puts the last value at 0', () => {
  expect(transformed('last', [1, 3]).at(-1)).toBe(0);
});

test('last measures in deviations of the series, so a lively window stays lively', () => {
  const last = normalizers.get('last');
  expect(last.fit(Float64Array.of(1, 9, 4), 5)).toEqual([4, 5]);
});

test('difference gives changes in units of their spread', () => {
  expect(transformed('difference', [1, 3, 3])).toEqual([0, 2, 0]);
});

test('log of growth is a straight line, and values that reach zero are raised', () => {
  const [a, b, c] = transformed('log', [1, 10, 100]);
  expect(c! - b!).toBeCloseTo(b! - a!, 12);
  expect(transformed('log', [0, -5, 10]).every(Number.isFinite)).toBe(true);
});

test('log takes a value below everything it was fitted on', () => {
  const log = normalizers.get('log');
  const state = log.fit(Float64Array.of(5, 6, 7), 0);
  const low = Float64Array.of(-3);
  log.transform(state, low, 5);
  expect(Number.isFinite(low[0]!)).toBe(true);
});

test('the deviation of the series keeps flat windows from blowing up small changes', () => {
  const revin = normalizers.get('revin');
  const flat = Float64Array.of(7, 7, 7);
  const ahead = Float64Array.of(8);
  revin.transform(revin.fit(flat, 10), ahead, 7);
  expect(ahead[0]).toBe(2);
});
