import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.js';
import {
  type PlanRequest,
  panelValidationSize,
  planBacktest,
} from '../../../src/evaluation/backtest/plan.js';
import { panelOf, seriesOf } from '../../models/panels.js';

const rows = (n: number, id = 'a') => seriesOf(new Float64Array(n).fill(1), id);
const plan = (n: number, request: PlanRequest) => planBacktest(panelOf(rows(n)), request);

describe('a backtest plan', () => {
  it('by default keeps every window inside its series, whatever its length and horizon', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 5000 }),
        fc.integer({ min: 1, max: 200 }),
        (n, horizon) => {
          if (n < 2 * horizon) {
            expect(() => plan(n, { horizon })).toThrow(UserError);
            return;
          }
          const { cutoffs, stride, validationSize } = plan(n, { horizon });
          const before = n - cutoffs[0]!;
          expect(cutoffs.at(-1)).toBe(horizon);
          expect(cutoffs.length).toBeGreaterThanOrEqual(1);
          expect(cutoffs.length).toBeLessThanOrEqual(20);
          expect(stride).toBeLessThanOrEqual(horizon);
          expect(before).toBeGreaterThanOrEqual(horizon);
          expect(validationSize).toBeLessThan(before);
        },
      ),
    );
  });

  it('spreads the default windows over the last fifth of the rows', () => {
    const { cutoffs, stride } = plan(1000, { horizon: 10 });
    expect(cutoffs).toHaveLength(20);
    expect(stride).toBe(10);
    expect(cutoffs[0]).toBe(200);
  });

  it('fills a test part that was asked for from its first row to its last', () => {
    // The usual protocol of ETTh1: 2880 test rows, horizon 96, every window.
    const { cutoffs } = plan(14400, { horizon: 96, testSize: 2880, stride: 1 });
    expect(cutoffs).toHaveLength(2785);
    expect(cutoffs[0]).toBe(2880);
    expect(cutoffs.at(-1)).toBe(96);
  });

  it('takes windows, stride and test size as given when they fit together', () => {
    const { cutoffs } = plan(1000, { horizon: 14, windows: 8, stride: 7, testSize: 63 });
    expect(cutoffs).toStrictEqual([63, 56, 49, 42, 35, 28, 21, 14]);
  });

  it('refuses numbers that contradict each other, and says which would fit', () => {
    const contradiction = () => plan(1000, { horizon: 14, windows: 9, stride: 7, testSize: 63 });
    expect(contradiction).toThrow(
      expect.objectContaining({ exitCode: 2, hint: expect.stringContaining('--windows 8') }),
    );
    expect(() => plan(1000, { horizon: 14, testSize: 10 })).toThrow(
      expect.objectContaining({ exitCode: 2 }),
    );
  });

  it('leaves out series that are too short, with the rows they would need', () => {
    const panel = panelOf(rows(100, 'long'), rows(30, 'short'), rows(90, 'other'));
    const { series, skipped } = planBacktest(panel, { horizon: 12, testSize: 24 });
    expect(series).toStrictEqual([0, 2]);
    expect(skipped).toStrictEqual([{ id: 'short', rows: 30, needed: 36 }]);
  });

  it('does not let one short series shrink the validation part of all', () => {
    const longs = Array.from({ length: 4 }, (_, i) => rows(500, `long ${i}`));
    const { validationSize } = planBacktest(panelOf(...longs, rows(200, 'short')), {
      horizon: 10,
      testSize: 50,
    });
    expect(validationSize).toBe(90);
    expect(panelValidationSize([450, 450, 60], 10)).toBe(50);
    expect(panelValidationSize([450, 450, 12], 10)).toBe(90);
    expect(panelValidationSize([450, 12, 12], 10)).toBe(4);
  });

  it('counts rows from the first known value', () => {
    const late = seriesOf(new Float64Array(100).fill(Number.NaN).fill(1, 90), 'late');
    expect(() => planBacktest(panelOf(late), { horizon: 6 })).toThrow(/10 rows.*needs 12/);
  });

  it('says what would help when nothing is long enough', () => {
    expect(() => plan(9, { horizon: 12 })).toThrow(
      expect.objectContaining({ exitCode: 4, hint: expect.stringContaining('--horizon to 4') }),
    );
  });
});
