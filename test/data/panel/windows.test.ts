import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  indexWindows,
  readLookback,
  readTargets,
  thinWindows,
  type WindowRule,
} from '../../../src/data/panel/windows.js';

const rule: WindowRule = {
  lookback: 3,
  horizon: 2,
  stride: 1,
  minimumLookback: 3,
  partialTargets: false,
};
const ramp = (rows: number) => Float64Array.from({ length: rows }, (_, i) => i);
const whole = (values: Float64Array) => ({ start: 0, end: values.length });
const originsOf = (values: Float64Array, change: Partial<WindowRule> = {}) =>
  Array.from(indexWindows([values], [whole(values)], { ...rule, ...change }).origin);

test('every row with a full lookback and a full horizon is an origin', () => {
  expect(originsOf(ramp(7))).toEqual([3, 4, 5]);
  expect(originsOf(ramp(4))).toEqual([]);
});

test('a stride counts back from the newest window', () => {
  expect(originsOf(ramp(9), { stride: 2 })).toEqual([3, 5, 7]);
  expect(originsOf(ramp(8), { stride: 2 })).toEqual([4, 6]);
});

test('short lookbacks and short targets are allowed where the rule says so', () => {
  expect(originsOf(ramp(6), { minimumLookback: 1 })).toEqual([1, 2, 3, 4]);
  expect(originsOf(ramp(6), { partialTargets: true })).toEqual([3, 4, 5]);
});

test('windows whose targets or lookback are all missing are left out', () => {
  const values = ramp(12);
  values.fill(Number.NaN, 5, 8);
  expect(originsOf(values)).toEqual([3, 4, 7, 9, 10].filter((row) => row !== 8));
});

test('targets stay inside the range of their series, lookbacks may reach before it', () => {
  const windows = indexWindows(
    [ramp(20), ramp(20)],
    [
      { start: 10, end: 14 },
      { start: 0, end: 6 },
    ],
    rule,
  );
  expect(Array.from(windows.series)).toEqual([0, 0, 0, 1, 1]);
  expect(Array.from(windows.origin)).toEqual([10, 11, 12, 3, 4]);
});

test('thinning keeps the newest window and spreads the others evenly', () => {
  const values = ramp(20);
  const windows = indexWindows([values], [whole(values)], rule);
  const thin = thinWindows(windows, 5);
  expect(Array.from(thin.origin)).toEqual([6, 10, 14, 18]);
  expect(thin.count).toBe(4);
  expect(thinWindows(windows, 100)).toBe(windows);
});

test('a lookback is filled from inside the window only', () => {
  const nan = Number.NaN;
  const values = Float64Array.of(9, nan, 2, nan, 4, 100);
  const read = (origin: number, length: number) => {
    const out = new Float64Array(length);
    readLookback(values, origin, out);
    return Array.from(out);
  };
  expect(read(5, 4)).toEqual([2, 2, 2, 4]);
  expect(read(2, 4)).toEqual([9, 9, 9, 9]);
  expect(read(2, 1)).toEqual([0]);
});

test('targets after the end are missing', () => {
  const out = new Float64Array(3);
  readTargets(ramp(10), 6, 8, out);
  expect(Array.from(out)).toEqual([6, 7, Number.NaN]);
});

test('no window ever reaches over its range, whatever the rule', () => {
  const naturals = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(
      fc.record({ lookback: naturals, horizon: naturals, stride: naturals }),
      fc.integer({ min: 0, max: 60 }),
      fc.boolean(),
      (shape, rows, partialTargets) => {
        const values = ramp(rows);
        const windows = indexWindows([values], [whole(values)], {
          ...shape,
          minimumLookback: shape.lookback,
          partialTargets,
        });
        for (const origin of windows.origin) {
          expect(origin).toBeGreaterThanOrEqual(shape.lookback);
          expect(origin + (partialTargets ? 1 : shape.horizon)).toBeLessThanOrEqual(rows);
        }
      },
    ),
  );
});

test('the index of a million windows takes 8 MB, whatever the lookback', () => {
  const values = ramp(1_000_000);
  const windows = indexWindows([values], [whole(values)], {
    ...rule,
    lookback: 168,
    minimumLookback: 168,
    horizon: 24,
  });
  expect(windows.count).toBe(1_000_000 - 168 - 24 + 1);
  expect(windows.series.byteLength + windows.origin.byteLength).toBeLessThan(8_000_001);
});
