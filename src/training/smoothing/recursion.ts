/**
 * Exponential smoothing of one series with any number of multiplicative seasons, taken in logarithms, where
 * products are sums: with z the log of the value, l of the level and s, w of the seasonal indices,
 *
 *   l[t]     = α (z[t] - s[t] - w[t]) + (1 - α) l[t-1]
 *   s[t + S] = γ (z[t] - l[t] - w[t]) + (1 - γ) s[t]
 *   w[t + W] = δ (z[t] - l[t] - s[t]) + (1 - δ) w[t]
 *
 * (Smyl 2020, equations 1 to 4, whose averages of values become averages of logarithms.) A missing value
 * is taken to be as expected, and changes nothing.
 */
export interface Smoothing {
  /** α, between 0 and 1. */
  readonly level: number;
  /** γ, δ …, between 0 and 1. // (seasons) */
  readonly seasonal: readonly number[];
  /** l[-1]. */
  readonly startLevel: number;
  /** s[0 … S - 1] of each season. // (seasons) × (period) */
  readonly startIndices: readonly Float64Array[];
}

/** Level and indices at every row. */
export interface SmoothingRun {
  readonly level: Float64Array; // (rows)
  /** The index of row t stands at t; those of the last period are known ahead. // (seasons) × (rows + period) */
  readonly indices: readonly Float64Array[];
}

/** Runs the recursion. @param logs - NaN is missing // (rows) */
export function runSmoothing(smoothing: Smoothing, logs: Float64Array): SmoothingRun {
  const rows = logs.length;
  const level = new Float64Array(rows);
  const indices = smoothing.startIndices.map((start) => {
    const all = new Float64Array(rows + start.length);
    all.set(start);
    return all;
  });
  const alpha = smoothing.level;
  let last = smoothing.startLevel;
  for (let t = 0; t < rows; t++) {
    const rest = unexplained(logs[t]!, indices, t);
    if (!Number.isNaN(rest)) last += alpha * (rest - last);
    level[t] = last;
    for (let k = 0; k < indices.length; k++) {
      const index = indices[k]!;
      const error = Number.isNaN(rest) ? 0 : rest - last;
      index[t + smoothing.startIndices[k]!.length] = index[t]! + smoothing.seasonal[k]! * error;
    }
  }
  return { level, indices };
}

/** The value without its seasons; NaN when it is missing. */
function unexplained(log: number, indices: readonly Float64Array[], t: number): number {
  let rest = log;
  for (let k = 0; k < indices.length; k++) rest -= indices[k]![t]!;
  return rest;
}

/** Derivatives of a loss by what a recursion was run with. */
export interface SmoothingGradient {
  readonly level: number;
  readonly seasonal: Float64Array; // (seasons)
  readonly startIndices: readonly Float64Array[]; // (seasons) × (period)
}

/**
 * The recursion's adjoint, from the last row to the first.
 * @param gradient - derivatives of the loss by each level and index; overwritten
 */
export function smoothingGradient(
  smoothing: Smoothing,
  logs: Float64Array,
  run: SmoothingRun,
  gradient: SmoothingRun,
): SmoothingGradient {
  const { level, indices } = run;
  const periods = smoothing.startIndices.map(({ length }) => length);
  const seasonal = new Float64Array(periods.length);
  const alpha = smoothing.level;
  let byAlpha = 0;
  for (let t = logs.length - 1; t >= 0; t--) {
    const rest = unexplained(logs[t]!, indices, t);
    const missing = Number.isNaN(rest);
    // Of rest - l[t], on which the next index of every season depends.
    let byError = 0;
    for (let k = 0; k < periods.length; k++) {
      const byNext = gradient.indices[k]![t + periods[k]!]!;
      gradient.indices[k]![t]! += byNext;
      if (missing) continue;
      seasonal[k]! += byNext * (rest - level[t]!);
      byError += smoothing.seasonal[k]! * byNext;
    }
    const byLevel = gradient.level[t]! - byError;
    const before = t > 0 ? level[t - 1]! : smoothing.startLevel;
    if (!missing) {
      byAlpha += byLevel * (rest - before);
      const byRest = byError + alpha * byLevel;
      for (const each of gradient.indices) each[t]! -= byRest;
    }
    if (t > 0) gradient.level[t - 1]! += (missing ? 1 : 1 - alpha) * byLevel;
  }
  return {
    level: byAlpha,
    seasonal,
    startIndices: gradient.indices.map((each, k) => each.slice(0, periods[k]!)),
  };
}

/** A run of zeros, to add derivatives up in. */
export const noGradient = ({ level, indices }: SmoothingRun): SmoothingRun => ({
  level: new Float64Array(level.length),
  indices: indices.map(({ length }) => new Float64Array(length)),
});
