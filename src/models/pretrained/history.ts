import { factorOf, type Profile, seasonalProfile } from './profile.js';

/** A series as the network sees it: without gaps and, in `adjusted`, without its seasons. */
export interface History {
  readonly values: Float64Array; // (rows), gaps filled
  /** 1 where a value was there, 0 where it was filled. // (rows) */
  readonly known: Uint8Array;
  readonly adjusted: Float64Array; // (rows)
  /** Seasons, ascending; [1] without one. */
  readonly seasons: readonly number[];
  readonly profiles: readonly Profile[];
  /** Mean absolute seasonal difference, the scale of MASE; 0 for a constant series. */
  readonly scale: number;
  /** The last adjusted value that was there: what everything is measured from. */
  readonly level: number;
}

/** Rows that are looked at: seasons are learnt from no more, and what lies before has had its day. */
const MOST_SEASONS = 12;
const MOST_ROWS = 1200;

/** Rows at the end of a long series that the network can make use of. */
export function usefulRows(seasons: readonly number[]): number {
  return Math.max(MOST_ROWS, MOST_SEASONS * Math.max(...seasons));
}

/**
 * Prepares the end of a series.
 * @param values - NaN for missing, at least one value there
 * @param seasons - ascending; none or [1] for a series without a season
 */
export function prepareHistory(series: Float64Array, seasons: readonly number[]): History {
  const own = seasons.filter((season) => season > 1);
  const cycles = own.length > 0 ? own : [1];
  const from = Math.max(0, series.length - usefulRows(cycles));
  const recent = series.subarray(from);
  const known = new Uint8Array(recent.length);
  for (let row = 0; row < recent.length; row++) known[row] = Number.isNaN(recent[row]!) ? 0 : 1;
  const values = filled(recent, cycles.at(-1)!);
  const profiles: Profile[] = [];
  let adjusted = values;
  for (const season of own) {
    const profile = seasonalProfile(adjusted, season);
    if (profile === null || profile.trust === 0) continue;
    profiles.push(profile);
    adjusted = without(adjusted, profile);
  }
  const last = known.lastIndexOf(1);
  return {
    values,
    known,
    adjusted,
    profiles,
    seasons: cycles,
    scale: scaleOf(values, known, cycles),
    level: adjusted[last]!,
  };
}

/** What the seasons make of a level at a row of `values`, or beyond. */
export function withSeasons({ profiles }: History, level: number, row: number): number {
  let value = level;
  for (let i = profiles.length - 1; i >= 0; i--) {
    const { season, figure, multiplicative } = profiles[i]!;
    const own = figure[row % season]!;
    value = multiplicative ? value * factorOf(own) : value + own;
  }
  return value;
}

function without(values: Float64Array, { season, figure, multiplicative }: Profile): Float64Array {
  return values.map((value, row) => {
    const own = figure[row % season]!;
    return multiplicative ? value / factorOf(own) : value - own;
  });
}

/** Gaps filled from the season around them, or else along the line between their neighbours. */
function filled(series: Float64Array, season: number): Float64Array {
  const values = series.slice();
  if (season > 1) {
    for (let row = 0; row < values.length; row++) {
      if (!Number.isNaN(values[row]!)) continue;
      const before = values[row - season] ?? Number.NaN;
      const after = series[row + season] ?? Number.NaN;
      if (Number.isNaN(before)) values[row] = after;
      else values[row] = Number.isNaN(after) ? before : before + (after - before) / 2;
    }
  }
  let last = -1;
  for (let row = 0; row <= values.length; row++) {
    if (row < values.length && Number.isNaN(values[row]!)) continue;
    const from = values[last] ?? values[row]!;
    const to = values[row] ?? from;
    for (let gap = last + 1; gap < row; gap++) {
      values[gap] = from + ((to - from) * (gap - last)) / (row - last);
    }
    last = row;
  }
  return values;
}

/** Mean absolute difference at the longest season that the rows cover, or at lag 1. */
function scaleOf(values: Float64Array, known: Uint8Array, seasons: readonly number[]): number {
  const lags = [...seasons].reverse().filter((season) => values.length >= season + 4);
  for (const lag of [...lags, 1]) {
    let sum = 0;
    let count = 0;
    for (let row = lag; row < values.length; row++) {
      if (!known[row] || !known[row - lag]) continue;
      sum += Math.abs(values[row]! - values[row - lag]!);
      count += 1;
    }
    if (sum > 0) return sum / count;
  }
  return 0;
}
