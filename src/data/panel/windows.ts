import type { RowRange } from './splits.js';

/**
 * All window arithmetic of the program. A window is an origin: the row of its first target. Its
 * lookback is rows [origin - lookback, origin), its targets are rows [origin, origin + horizon).
 */
export interface WindowRule {
  readonly lookback: number;
  readonly horizon: number;
  /** Only every stride-th origin counts, from the last one backwards. */
  readonly stride: number;
  /** Rows that must exist before an origin; less than `lookback` lets the start of a series be padded. */
  readonly minimumLookback: number;
  /** Targets after the end of the range count as missing, instead of the window being left out. */
  readonly partialTargets: boolean;
}

/** Indices of windows and nothing else: 8 bytes a window, whatever its length. */
export interface Windows {
  readonly lookback: number;
  readonly horizon: number;
  readonly count: number;
  readonly series: Int32Array; // (count)
  readonly origin: Int32Array; // (count)
  /** Row after the last one that a series' targets may be read from. */
  readonly targetEnd: Int32Array; // (series)
}

/**
 * Lists the windows whose targets lie in each series' range, series by series and ascending in time.
 * Windows without any value in the lookback or among the targets are left out.
 * @param values - one array a series, NaN is missing
 * @param ranges - one range of target rows a series
 */
export function indexWindows(
  values: readonly Float64Array[],
  ranges: readonly RowRange[],
  rule: WindowRule,
): Windows {
  let count = 0;
  eachWindow(values, ranges, rule, () => {
    count++;
  });
  const series = new Int32Array(count);
  const origin = new Int32Array(count);
  let i = 0;
  eachWindow(values, ranges, rule, (s, row) => {
    series[i] = s;
    origin[i] = row;
    i++;
  });
  const targetEnd = Int32Array.from(ranges, (range) => range.end);
  return { lookback: rule.lookback, horizon: rule.horizon, count, series, origin, targetEnd };
}

function eachWindow(
  values: readonly Float64Array[],
  ranges: readonly RowRange[],
  rule: WindowRule,
  visit: (series: number, origin: number) => void,
) {
  for (let s = 0; s < values.length; s++) {
    const range = ranges[s]!;
    const last = range.end - (rule.partialTargets ? 1 : rule.horizon);
    const first = Math.max(range.start, rule.minimumLookback, 1);
    if (last < first) continue;
    const present = presentBefore(values[s]!, range.end);
    const has = (start: number, end: number) => present[end]! > present[Math.max(start, 0)]!;
    for (let row = last - Math.floor((last - first) / rule.stride) * rule.stride; row <= last; ) {
      const hasTarget = has(row, Math.min(row + rule.horizon, range.end));
      if (hasTarget && has(row - rule.lookback, row)) visit(s, row);
      row += rule.stride;
    }
  }
}

/** How many values are present before each row. // (end + 1) */
function presentBefore(values: Float64Array, end: number): Int32Array {
  const counts = new Int32Array(end + 1);
  for (let row = 0; row < end; row++) {
    counts[row + 1] = counts[row]! + (Number.isNaN(values[row]!) ? 0 : 1);
  }
  return counts;
}

/** At most `limit` windows, evenly spread and counted from the newest. */
export function thinWindows(windows: Windows, limit: number): Windows {
  const stride = Math.ceil(windows.count / limit);
  if (stride <= 1) return windows;
  const count = Math.ceil(windows.count / stride);
  const first = (windows.count - 1) % stride;
  const pick = (list: Int32Array) =>
    Int32Array.from({ length: count }, (_, i) => list[first + i * stride]!);
  return { ...windows, count, series: pick(windows.series), origin: pick(windows.origin) };
}

/**
 * Copies a lookback. Rows before the series starts, and missing ones, take the last value before
 * them inside the window; those before the window's first value take that first value. So nothing
 * outside the window is ever read. A window without any value is all 0.
 */
export function readLookback(values: Float64Array, origin: number, out: Float64Array): void {
  const start = origin - out.length;
  let last = Number.NaN;
  let leading = 0;
  for (let i = 0; i < out.length; i++) {
    const value = start + i < 0 ? Number.NaN : values[start + i]!;
    if (!Number.isNaN(value)) last = value;
    if (Number.isNaN(last)) leading = i + 1;
    else out[i] = last;
  }
  out.fill(leading < out.length ? out[leading]! : 0, 0, leading);
}

/** Copies targets; rows from `end` on are missing (NaN). */
export function readTargets(
  values: Float64Array,
  origin: number,
  end: number,
  out: Float64Array,
): void {
  for (let i = 0; i < out.length; i++) {
    out[i] = origin + i < end ? values[origin + i]! : Number.NaN;
  }
}
