import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  noGradient,
  runSmoothing,
  type Smoothing,
  smoothingGradient,
} from '../../../src/training/smoothing/recursion.js';

const run = (smoothing: Partial<Smoothing>, logs: readonly number[]) =>
  runSmoothing(
    { level: 0.5, seasonal: [], startLevel: 0, startIndices: [], ...smoothing },
    Float64Array.from(logs),
  );

describe('the smoothing recursion', () => {
  it('smooths the level as computed by hand', () => {
    // 0.5 × 2 + 0.5 × 0 = 1; 0.5 × 5 + 0.5 × 1 = 3; missing: 3; 0.5 × 1 + 0.5 × 3 = 2
    expect([...run({}, [2, 5, Number.NaN, 1]).level]).toEqual([1, 3, 3, 2]);
  });

  it('smooths level and two seasons as computed by hand', () => {
    const { level, indices } = run(
      {
        level: 0.5,
        seasonal: [0.25, 0.5],
        startLevel: 1,
        startIndices: [Float64Array.of(1, -1), Float64Array.of(0, 2, -2)],
      },
      [4, 3, 0],
    );
    // t 0: rest 4 - 1 - 0 = 3, level 1 + 0.5 × 2 = 2, error 1: s[2] = 1.25, w[3] = 0.5
    // t 1: rest 3 + 1 - 2 = 2, level 2, error 0: s[3] = -1, w[4] = 2
    // t 2: rest 0 - 1.25 + 2 = 0.75, level 1.375, error -0.625: s[4] = 1.09375, w[5] = -2.3125
    expect([...level]).toEqual([2, 2, 1.375]);
    expect([...indices[0]!]).toEqual([1, -1, 1.25, -1, 1.09375]);
    expect([...indices[1]!]).toEqual([0, 2, -2, 0.5, 2, -2.3125]);
  });

  it('is, in logarithms, the multiplicative recursion with geometric means', () => {
    const values = [12, 7, 15, 8, 14];
    const { level } = run(
      { seasonal: [0.25], startLevel: Math.log(10), startIndices: [new Float64Array(2)] },
      values.map(Math.log),
    );
    let now = 10;
    const index = [1, 1];
    values.forEach((value, t) => {
      now = Math.sqrt((value / index[t % 2]!) * now);
      index[t % 2] = (value / now) ** 0.25 * index[t % 2]! ** 0.75;
      expect(Math.exp(level[t]!)).toBeCloseTo(now, 10);
    });
  });

  it('has the gradient of finite differences, by every coefficient and every first index', () => {
    const number = fc.double({ min: -2, max: 2, noNaN: true });
    const share = fc.double({ min: 0.05, max: 0.95, noNaN: true });
    const rows = fc.array(fc.option(number, { nil: Number.NaN, freq: 8 }), {
      minLength: 5,
      maxLength: 20,
    });
    const cases = fc.tuple(rows, share, fc.array(share, { maxLength: 2 }), number);
    fc.assert(
      fc.property(cases, ([values, level, seasonal, startLevel]) => {
        const logs = Float64Array.from(values);
        const smoothing: Smoothing = {
          level,
          seasonal,
          startLevel,
          startIndices: seasonal.map((_, k) =>
            Float64Array.from({ length: 2 + k }, (_, i) => Math.sin(i + k)),
          ),
        };
        // A loss that every level and index has a different part in.
        const weight = (i: number, k: number) => Math.cos(3 * i + k);
        const sum = (of: Float64Array, k: number) =>
          of.reduce((total, value, i) => total + weight(i, k) * value, 0);
        const loss = (changed: Partial<Smoothing>) => {
          const made = runSmoothing({ ...smoothing, ...changed }, logs);
          return made.indices.reduce(
            (total, each, k) => total + sum(each, k + 1),
            sum(made.level, 0),
          );
        };
        const made = runSmoothing(smoothing, logs);
        const by = noGradient(made);
        for (let i = 0; i < by.level.length; i++) by.level[i] = weight(i, 0);
        by.indices.forEach((each, k) => {
          for (let i = 0; i < each.length; i++) each[i] = weight(i, k + 1);
        });
        const gradient = smoothingGradient(smoothing, logs, made, by);
        const slope = (change: (step: number) => Partial<Smoothing>) =>
          (loss(change(1e-6)) - loss(change(-1e-6))) / 2e-6;
        expect(gradient.level).toBeCloseTo(
          slope((step) => ({ level: level + step })),
          5,
        );
        seasonal.forEach((own, k) => {
          const moved = (step: number) => ({ seasonal: seasonal.with(k, own + step) });
          expect(gradient.seasonal[k]).toBeCloseTo(slope(moved), 5);
        });
        smoothing.startIndices.forEach((own, k) => {
          own.forEach((index, i) => {
            const moved = (step: number) => ({
              startIndices: smoothing.startIndices.with(k, own.with(i, index + step)),
            });
            expect(gradient.startIndices[k]![i]).toBeCloseTo(slope(moved), 5);
          });
        });
      }),
      { seed: 20261123, numRuns: 50 },
    );
  });
});
