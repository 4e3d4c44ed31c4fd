import type { Series } from '../data/panel.js';
import { filledTail } from './history.js';

/**
 * Second moments of last-value-normalised windows: everything that ridge regression needs to know of
 * them. Feature i is the value i + 1 steps before the last one, minus the last one; so a shorter
 * lookback is the leading block of a longer one's moments.
 */
export interface Moments {
  readonly features: number;
  readonly horizon: number;
  count: number;
  readonly xx: Float64Array; // (features, features), lower triangle
  readonly xy: Float64Array; // (features, horizon)
  /** Sum of squared targets. */
  yy: number;
}

export function emptyMoments(features: number, horizon: number): Moments {
  return {
    features,
    horizon,
    count: 0,
    xx: new Float64Array(features * features),
    xy: new Float64Array(features * horizon),
    yy: 0,
  };
}

/** The rows of one series whose windows are added: origins first, first + stride … below end. */
export interface OriginRange {
  readonly first: number;
  readonly end: number;
  readonly stride: number;
}

/**
 * Adds the windows of one series. Gaps in the lookback are filled from the past; a window whose target
 * has a gap is left out. Values are divided by `scale`, so that every series counts alike.
 */
export function addWindows(
  moments: Moments,
  series: Series,
  origins: OriginRange,
  scale: number,
): void {
  const { features, horizon } = moments;
  const filled = filledTail(series.values, series.values.length);
  const x = new Float64Array(features);
  const y = new Float64Array(horizon);
  for (let origin = origins.first; origin < origins.end; origin += origins.stride) {
    const last = filled[origin - 1]!;
    if (!readTargets(series.values, origin, last, scale, y)) continue;
    for (let i = 0; i < features; i++) x[i] = (filled[origin - 2 - i]! - last) / scale;
    accumulate(moments, x, y);
  }
}

function readTargets(
  values: Float64Array,
  origin: number,
  last: number,
  scale: number,
  y: Float64Array,
): boolean {
  for (let h = 0; h < y.length; h++) {
    const value = values[origin + h]!;
    if (Number.isNaN(value)) return false;
    y[h] = (value - last) / scale;
  }
  return true;
}

function accumulate(moments: Moments, x: Float64Array, y: Float64Array): void {
  const { features, horizon, xx, xy } = moments;
  for (let i = 0; i < features; i++) {
    const xi = x[i]!;
    const row = i * features;
    for (let j = 0; j <= i; j++) xx[row + j]! += xi * x[j]!;
    const out = i * horizon;
    for (let h = 0; h < horizon; h++) xy[out + h]! += xi * y[h]!;
  }
  for (let h = 0; h < horizon; h++) moments.yy += y[h]! * y[h]!;
  moments.count += 1;
}
