import { filledTail } from '../data/panel/history.js';
import type { Series } from '../data/panel/panel.js';

/**
 * Second moments of last-value-normalised windows: everything that ridge regression needs to know of
 * them. Feature i is the value i + 1 steps before the last one, minus the last one; so a shorter
 * lookback is the leading block of a longer one's moments.
 */
export interface Moments {
  readonly features: number;
  readonly horizon: number;
  count: number;
  /** Target elements that are not known; they add nothing to `xy` and `yy`. See `completeTargets`. */
  missing: number;
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
    missing: 0,
    xx: new Float64Array(features * features),
    xy: new Float64Array(features * horizon),
    yy: 0,
  };
}

/** The rows of one series whose windows are read: origins first, first + stride … below end. */
export interface OriginRange {
  readonly first: number;
  readonly end: number;
  readonly stride: number;
}

/** Gets the features and the targets (NaN is missing) of one window; the arrays are reused. */
export type WindowVisit = (x: Float64Array, y: Float64Array) => void;

/**
 * Visits the windows of one series in which at least one target is known. Gaps in the lookback are
 * filled from the past. Values are divided by `scale`, so that every series counts alike.
 */
export function eachWindow(
  series: Series,
  { features, horizon }: Pick<Moments, 'features' | 'horizon'>,
  origins: OriginRange,
  scale: number,
  visit: WindowVisit,
): void {
  const filled = filledTail(series.values, series.values.length);
  const x = new Float64Array(features);
  const y = new Float64Array(horizon);
  for (let origin = origins.first; origin < origins.end; origin += origins.stride) {
    const last = filled[origin - 1]!;
    let known = 0;
    for (let h = 0; h < horizon; h++) {
      y[h] = (series.values[origin + h]! - last) / scale;
      if (!Number.isNaN(y[h]!)) known++;
    }
    if (known === 0) continue;
    for (let i = 0; i < features; i++) x[i] = (filled[origin - 2 - i]! - last) / scale;
    visit(x, y);
  }
}

/** Adds one window; targets that are not finite are missing. */
export function addWindow(moments: Moments, x: Float64Array, y: Float64Array): void {
  const { features, horizon, xx, xy } = moments;
  const missing = y.reduce((sum, value) => (Number.isFinite(value) ? sum : sum + 1), 0);
  const known = missing === 0 ? y : y.map((value) => (Number.isFinite(value) ? value : 0));
  for (let i = 0; i < features; i++) {
    const xi = x[i]!;
    const row = i * features;
    for (let j = 0; j <= i; j++) xx[row + j]! += xi * x[j]!;
    const out = i * horizon;
    for (let h = 0; h < horizon; h++) xy[out + h]! += xi * known[h]!;
  }
  for (let h = 0; h < horizon; h++) moments.yy += known[h]! * known[h]!;
  moments.count += 1;
  moments.missing += missing;
}
