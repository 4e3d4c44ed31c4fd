import { defaultSeason, type Frequency } from '../calendar/frequency.js';

/** Autocorrelation above which a period counts as a season. */
const THRESHOLD = 0.3;
const MAX_ROWS = 20_000;

/**
 * The seasonal period in steps: the frequency's own when the data bear it out (or are too short to
 * tell), else the period that the data show, else 1.
 */
export function findSeason(values: Float64Array, frequency: Frequency): number {
  const usual = defaultSeason(frequency);
  if (usual > 1) return usual;
  return frequency.unit === 'year' ? 1 : detectSeason(values);
}

/**
 * The period at which a series resembles itself most: the highest peak of the autocorrelation of
 * its differences from a moving mean, shorter periods first among near-equals (a multiple of a period
 * is one as well). Missing values are left out of the sums. 1 when nothing stands out.
 */
export function detectSeason(values: Float64Array, longest = 400): number {
  const series = detrend(values.subarray(Math.max(0, values.length - MAX_ROWS)));
  const limit = Math.min(longest, Math.floor(series.length / 3));
  if (limit < 2) return 1;
  const correlation = new Float64Array(limit + 2);
  for (let lag = 1; lag <= limit + 1; lag++) correlation[lag] = autocorrelation(series, lag);
  const peaks: number[] = [];
  for (let lag = 2; lag <= limit; lag++) {
    const here = correlation[lag]!;
    if (here > THRESHOLD && here > correlation[lag - 1]! && here >= correlation[lag + 1]!)
      peaks.push(lag);
  }
  const highest = Math.max(...peaks.map((lag) => correlation[lag]!), 0);
  const found = peaks.find((lag) => correlation[lag]! >= highest * 0.85) ?? 1;
  // A noisy peak one step beside a period of the calendar is that period.
  const usual = calendarPeriods.find(
    (period) =>
      Math.abs(period - found) === 1 && correlation[period]! >= correlation[found]! * 0.95,
  );
  return usual ?? found;
}

/** Periods that clocks and calendars have: week, year in months, day in hours, halves and quarters. */
const calendarPeriods = [7, 12, 24, 48, 52, 96, 168] as const;

/**
 * The season of several series on one frequency: that of most of them (50 are asked, the longest
 * period wins no tie), so that one odd series does not decide for all.
 */
export function findCommonSeason(
  series: readonly { readonly values: Float64Array }[],
  frequency: Frequency,
): number {
  const step = Math.max(1, Math.floor(series.length / 50));
  const votes = new Map<number, number>();
  for (let i = 0; i < series.length; i += step) {
    const season = findSeason(series[i]!.values, frequency);
    votes.set(season, (votes.get(season) ?? 0) + 1);
  }
  return [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 1;
}

/** Differences from a centred moving mean that is wider than most seasons; NaN stays NaN. */
function detrend(values: Float64Array): Float64Array {
  const half = Math.max(2, Math.min(400, Math.floor(values.length / 6)));
  const sums = new Float64Array(values.length + 1);
  const counts = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const missing = Number.isNaN(value);
    sums[i + 1] = sums[i]! + (missing ? 0 : value);
    counts[i + 1] = counts[i]! + (missing ? 0 : 1);
  }
  return values.map((value, i) => {
    const from = Math.max(0, i - half);
    const to = Math.min(values.length, i + half + 1);
    return value - (sums[to]! - sums[from]!) / (counts[to]! - counts[from]!);
  });
}

function autocorrelation(series: Float64Array, lag: number): number {
  let product = 0;
  let one = 0;
  let two = 0;
  for (let i = lag; i < series.length; i++) {
    const a = series[i - lag]!;
    const b = series[i]!;
    if (Number.isNaN(a) || Number.isNaN(b)) continue;
    product += a * b;
    one += a * a;
    two += b * b;
  }
  return one > 0 && two > 0 ? product / Math.sqrt(one * two) : 0;
}
