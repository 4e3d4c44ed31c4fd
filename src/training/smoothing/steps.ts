import type { SmoothingRun } from './recursion.js';
import type { LogSeries, Segment, SmoothingShape } from './task.js';

/**
 * What the network reads at each step of a segment, the last step being the row before its end: the rows
 * up to there without level and seasons. Steps before the first full lookback are zeros.
 *
 * @param windows // (steps, lookback)
 */
export function readWindows(
  { lookback, steps }: SmoothingShape,
  { logs }: LogSeries,
  { level, indices }: SmoothingRun,
  end: number,
  windows: Float32Array,
): void {
  const adjusted = logs.slice(0, end);
  for (const index of indices) for (let t = 0; t < end; t++) adjusted[t]! -= index[t]!;
  windows.fill(0);
  for (let step = firstStep(steps, lookback, end); step < steps; step++) {
    const row = end - steps + step;
    const now = level[row]!;
    for (let i = 0, t = row - lookback + 1; i < lookback; i++, t++) {
      const value = adjusted[t]! - now;
      windows[step * lookback + i] = Number.isNaN(value) ? 0 : value;
    }
  }
}

/** What level and seasons alone would forecast at each step of a segment. // bases: (steps, horizon) */
export function readBases(
  { lookback, horizon, steps }: SmoothingShape,
  { level, indices }: SmoothingRun,
  end: number,
  bases: Float32Array,
): void {
  bases.fill(0);
  for (let step = firstStep(steps, lookback, end); step < steps; step++) {
    const base = bases.subarray(step * horizon, (step + 1) * horizon);
    readBase(level, indices, end - steps + step, base);
  }
}

/** The first step that has a whole lookback. */
const firstStep = (steps: number, lookback: number, end: number) =>
  Math.max(0, steps - end + lookback - 1);

/** Level and indices as known after a row; beyond a period its indices repeat. // (horizon) */
export function readBase(
  level: Float64Array,
  indices: readonly Float64Array[],
  row: number,
  base: Float32Array | Float64Array,
): void {
  for (let h = 0; h < base.length; h++) {
    let sum = level[row]!;
    for (const index of indices) sum += index[row + 1 + (h % periodOf(index, level))]!;
    base[h] = sum;
  }
}

const periodOf = (index: Float64Array, level: Float64Array) => index.length - level.length;

/** The logarithms ahead of each step of a segment, NaN where they do not count. // (steps, horizon) */
export function readTargets(
  { lookback, horizon, steps }: SmoothingShape,
  { logs }: LogSeries,
  { end, from, targetEnd }: Segment,
  targets: Float32Array,
): void {
  targets.fill(Number.NaN);
  const first = Math.max(firstStep(steps, lookback, end), from - (end - steps));
  for (let step = first; step < steps; step++) {
    const row = end - steps + step;
    const known = Math.min(horizon, targetEnd - row - 1);
    for (let h = 0; h < known; h++) targets[step * horizon + h] = logs[row + 1 + h]!;
  }
}

/** Adds the derivatives by windows and bases to those by level and indices. */
export function addStepGradients(
  { lookback, horizon, steps }: SmoothingShape,
  { logs }: LogSeries,
  end: number,
  byWindow: Float32Array, // (steps, lookback)
  byBase: Float32Array, // (steps, horizon)
  gradient: SmoothingRun,
): void {
  const byAdjusted = new Float64Array(end);
  for (let step = firstStep(steps, lookback, end); step < steps; step++) {
    const row = end - steps + step;
    for (let i = 0, t = row - lookback + 1; i < lookback; i++, t++) {
      if (Number.isNaN(logs[t]!)) continue;
      const slope = byWindow[step * lookback + i]!;
      byAdjusted[t]! += slope;
      gradient.level[row]! -= slope;
    }
    for (let h = 0; h < horizon; h++) {
      const slope = byBase[step * horizon + h]!;
      gradient.level[row]! += slope;
      for (const index of gradient.indices) {
        index[row + 1 + (h % periodOf(index, gradient.level))]! += slope;
      }
    }
  }
  for (const index of gradient.indices) {
    for (let t = 0; t < end; t++) index[t]! -= byAdjusted[t]!;
  }
}
