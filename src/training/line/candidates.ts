import type { Windows } from '../../data/panel/windows.js';
import { completeTargets } from '../../regression/missing-targets.js';
import { solveRidge } from '../../regression/ridge.js';
import {
  addWindow,
  emptyMoments,
  type Moments,
  type WindowVisit,
} from '../../regression/ridge-moments.js';
import type { SeriesFeatures } from '../windows/features.js';
import type { WindowReader } from '../windows/window-reader.js';
import { eachSample } from './samples.js';

/** Penalties tried, relative to the mean squared feature. */
const STRENGTHS = [0.001, 0.01, 0.1, 1, 10];
/** Multiplications allowed for the moments; more windows than that are thinned evenly. */
const WORK = 8e8;

/** A linear map of a sample's features. */
export interface LinearMap {
  /** What it is, in words. */
  readonly description: string;
  /** Values of the lookback that it reads, from the newest. */
  readonly lookback: number;
  /** Rows as in `Sample.x`; those beyond the lookback are 0. // (1 + origin + longest lookback, horizon) */
  readonly weights: Float64Array;
}

/** Second moments of the training windows whose targets all lie in the training part. */
export function collectMoments(
  reader: WindowReader,
  features: readonly SeriesFeatures[],
  windows: Windows,
): Moments {
  const { lookback, horizon } = reader.plan;
  const size = 1 + reader.sizes.origin + lookback;
  const moments = emptyMoments(size, horizon);
  const limit = WORK / (size * (size / 2 + horizon));
  const visitAll = (visit: WindowVisit) =>
    eachSample(reader, features, windows, limit, ({ x, y, whole }) => {
      if (whole && y.some(Number.isFinite)) visit(x, y);
    });
  visitAll((x, y) => addWindow(moments, x, y));
  completeTargets(moments, visitAll);
  return moments;
}

/** The last value repeated and, where there is a season that the lookback holds, the last season. */
export function naiveMaps(reader: WindowReader): LinearMap[] {
  const { lookback, horizon, season } = reader.plan;
  const start = 1 + reader.sizes.origin;
  const size = start + lookback;
  const last = {
    description: 'the last value',
    lookback: 1,
    weights: new Float64Array(size * horizon),
  };
  if (season < 2 || season > lookback) return [last];
  const weights = new Float64Array(size * horizon);
  for (let h = 1; h <= horizon; h++) {
    const back = season * Math.ceil(h / season) - h;
    weights[(start + back) * horizon + h - 1] = 1;
  }
  return [last, { description: 'the last season', lookback: season, weights }];
}

/**
 * Ridge regressions that shrink towards `prior`, one for each penalty: the regression is fitted to
 * what the prior leaves over.
 */
export function ridgeMaps(
  reader: WindowReader,
  moments: Moments,
  prior: LinearMap,
  lookback: number,
  withOrigin: boolean,
): LinearMap[] {
  const start = 1 + reader.sizes.origin;
  const rows: number[] = [];
  for (let i = 0; i < start + lookback; i++) if (withOrigin || i >= start) rows.push(i);
  const part = leftOver(moments, prior.weights, rows);
  const about = withOrigin ? ' and the calendar' : '';
  return STRENGTHS.map((strength) => {
    const solved = solveRidge(part, rows.length, strength);
    const weights = prior.weights.slice();
    rows.forEach((row, i) => {
      for (let h = 0; h < moments.horizon; h++) {
        weights[row * moments.horizon + h]! += solved[i * moments.horizon + h]!;
      }
    });
    return {
      description: `a ridge regression on ${lookback} values${about}`,
      lookback: Math.max(lookback, prior.lookback),
      weights,
    };
  });
}

/** Moments of the chosen features with the targets' part that the prior explains taken away. */
function leftOver(moments: Moments, prior: Float64Array, rows: readonly number[]): Moments {
  const { horizon, xx, features } = moments;
  const part = { ...emptyMoments(rows.length, horizon), count: moments.count };
  const cross = (i: number, j: number) => (j <= i ? xx[i * features + j]! : xx[j * features + i]!);
  const used: number[] = [];
  for (let j = 0; j < features; j++) {
    if (prior.subarray(j * horizon, (j + 1) * horizon).some((weight) => weight !== 0)) used.push(j);
  }
  rows.forEach((row, i) => {
    for (let k = 0; k <= i; k++) part.xx[i * rows.length + k] = cross(row, rows[k]!);
    for (let h = 0; h < horizon; h++) {
      let sum = moments.xy[row * horizon + h]!;
      for (const j of used) sum -= cross(row, j) * prior[j * horizon + h]!;
      part.xy[i * horizon + h] = sum;
    }
  });
  return part;
}
