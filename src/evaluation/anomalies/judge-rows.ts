import { chooseRates } from './choose-rates.js';
import { median, quantile, sortedKnown } from './medians.js';
import { expectRows, withoutMasked } from './robust-smoothing.js';
import { seasonalStart } from './seasonal-start.js';
import { standingStill, standstillProbabilities } from './standstill.js';
import { tailProbabilities } from './tail.js';

/** Rows of a series beside what was to be expected of each, one step ahead. */
export interface Judgement {
  readonly expected: Float64Array; // (rows)
  /** Where 95 of 100 rows lie. */
  readonly lo: Float64Array; // (rows)
  readonly hi: Float64Array; // (rows)
  /** Not yet corrected for how many rows are looked at; NaN where the value is missing. // (rows) */
  readonly p: Float64Array;
  readonly kinds: readonly AnomalyKind[]; // (rows)
}

/** A row far off, one of the first rows of a new level, or a value that repeats itself. */
export type AnomalyKind = 'spike' | 'shift' | 'standstill';

/** Known rows without which nothing is usual. */
export const LEAST_ROWS = 12;
/** A season is looked for in at least so many cycles, and started from at most so many. */
const LEAST_CYCLES = 3;
const START_CYCLES = 4;
/** A run of equal values less likely than this teaches nothing. */
const STILL = 1e-4;
const BOUND = 0.025;

/**
 * Judges every row of one series by what the rows before it made expect; the first few seasons, from which
 * that starts, by the rows after them.
 *
 * @param values - at least LEAST_ROWS known ones; NaN is missing
 * @param seasons - periods in rows that may be there
 */
export function judgeSeries(values: Float64Array, seasons: readonly number[]): Judgement {
  const rows = values.length;
  const periods = [...new Set(seasons)]
    .filter((period) => period > 1 && LEAST_CYCLES * period <= rows)
    .sort((a, b) => a - b);
  const start = Math.min(rows, Math.max(LEAST_ROWS, START_CYCLES * (periods.at(-1) ?? 1)));
  const warm = Math.min(rows >> 1, start);
  const least = resolution(values) / 4;
  const repeats = standstillProbabilities(values);
  const still = standingStill(values, repeats, STILL);
  const startOf = (known: Float64Array, own: readonly number[]) =>
    seasonalStart(known.subarray(0, start), own);
  const known = withoutMasked(values, still);
  const starts = [0, ...periods].map((_, count) => startOf(known, periods.slice(0, count)));
  const chosen = chooseRates(values, still, starts, least);
  const forth = expectRows(values, still, chosen.rates, chosen.start, least);
  const reversed = startOf(known.slice().reverse(), chosen.start.periods);
  const onward = { values: values.slice().reverse(), still: still.slice().reverse() };
  const back = expectRows(onward.values, onward.still, chosen.rates, reversed, least);
  const at = <T>(onward: ArrayLike<T>, backward: ArrayLike<T>, t: number): T =>
    t < warm ? backward[rows - 1 - t]! : onward[t]!;
  const expected = values.map((_, t) => at(forth.expected, back.expected, t));
  const scale = values.map((_, t) => at(forth.scale, back.scale, t));
  const errors = values.map((value, t) => (value - expected[t]!) / scale[t]!);
  const moving = errors.map((error, t) => (still[t] === 1 ? Number.NaN : error));
  const far = tailProbabilities(moving, (2 * least) / median(scale));
  const sorted = sortedKnown(moving);
  const [low, high] = [quantile(sorted, BOUND), quantile(sorted, 1 - BOUND)];
  // A series that never was negative is expected not to be.
  const floor = values.some((value) => value < 0) ? Number.NEGATIVE_INFINITY : 0;
  return {
    expected: expected.map((value) => Math.max(floor, value)),
    lo: expected.map((value, t) => Math.max(floor, value + Math.min(0, low) * scale[t]!)),
    hi: expected.map((value, t) => Math.max(floor, value + Math.max(0, high) * scale[t]!)),
    // Two questions were asked of each row.
    p: values.map((value, t) =>
      Number.isNaN(value) ? value : Math.min(1, 2 * Math.min(orSure(far[t]!), repeats[t]!)),
    ),
    kinds: [...values.keys()].map((t) => {
      if (repeats[t]! < orSure(far[t]!)) return 'standstill';
      return at(forth.shifted, back.shifted, t) === 1 ? 'shift' : 'spike';
    }),
  };
}

/** What is not known is no reason for an alarm. */
const orSure = (probability: number) => (Number.isNaN(probability) ? 1 : probability);

/** The smallest step between two values that are not equal; the noise of rounding is below it. */
function resolution(values: Float64Array): number {
  const sorted = sortedKnown(values);
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < sorted.length; i++) {
    const step = sorted[i]! - sorted[i - 1]!;
    if (step > 0 && step < least) least = step;
  }
  const size = Math.max(Math.abs(sorted[0] ?? 0), Math.abs(sorted.at(-1) ?? 0), 1e-9);
  return Number.isFinite(least) ? Math.max(least, 1e-9 * size) : size;
}
