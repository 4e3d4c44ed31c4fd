import type { Windows } from '../../data/panel/windows.js';
import type { Products } from '../../engines/products.js';
import { completeTargets } from '../../regression/missing-targets.js';
import { solveRidge } from '../../regression/ridge.js';
import { emptyMoments, type Moments, type WindowVisit } from '../../regression/ridge-moments.js';
import type { SeriesFeatures } from '../windows/features.js';
import type { WindowReader } from '../windows/window-reader.js';
import { eachSample } from './samples.js';
import { sumWindows } from './window-sums.js';

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
  products: Products,
): Moments {
  const { lookback, horizon } = reader.plan;
  const size = 1 + reader.sizes.origin + lookback;
  const moments = emptyMoments(size, horizon);
  const limit = WORK / (size * (size / 2 + horizon));
  const visitAll = (visit: WindowVisit) =>
    eachSample(reader, features, windows, limit, ({ x, y, whole }) => {
      if (whole && y.some(Number.isFinite)) visit(x, y);
    });
  sumWindows(moments, products, visitAll);
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
 * Ridge regressions that shrink towards each prior, one for each penalty: the regression is fitted to
 * what the prior leaves over. The priors' are solved together, as what is left of their targets side by
 * side: they share the moments of the features.
 */
export function ridgeMaps(
  reader: WindowReader,
  moments: Moments,
  priors: readonly LinearMap[],
  lookback: number,
  withOrigin: boolean,
): LinearMap[] {
  const start = 1 + reader.sizes.origin;
  const rows: number[] = [];
  for (let i = 0; i < start + lookback; i++) if (withOrigin || i >= start) rows.push(i);
  const part = leftOver(moments, priors, rows);
  const about = withOrigin ? ' and the calendar' : '';
  const { horizon } = moments;
  const solved = STRENGTHS.map((strength) => solveRidge(part, rows.length, strength));
  return priors.flatMap((prior, p) =>
    solved.map((corrections) => {
      const weights = prior.weights.slice();
      rows.forEach((row, i) => {
        const from = i * part.horizon + p * horizon;
        for (let h = 0; h < horizon; h++) weights[row * horizon + h]! += corrections[from + h]!;
      });
      return {
        description: `a ridge regression on ${lookback} values${about}`,
        lookback: Math.max(lookback, prior.lookback),
        weights,
      };
    }),
  );
}

/**
 * Moments of the chosen features with the targets' part that each prior explains taken away.
 * // xy: (rows, priors × horizon)
 */
function leftOver(
  moments: Moments,
  priors: readonly LinearMap[],
  rows: readonly number[],
): Moments {
  const { horizon, xx, features } = moments;
  const width = priors.length * horizon;
  const part = { ...emptyMoments(rows.length, width), count: moments.count };
  const cross = (i: number, j: number) => (j <= i ? xx[i * features + j]! : xx[j * features + i]!);
  const explained = priors.map(({ weights }) => ({ weights, used: usedRows(weights, horizon) }));
  rows.forEach((row, i) => {
    for (let k = 0; k <= i; k++) part.xx[i * rows.length + k] = cross(row, rows[k]!);
    explained.forEach(({ weights, used }, p) => {
      const left = part.xy.subarray(i * width + p * horizon, i * width + (p + 1) * horizon);
      left.set(moments.xy.subarray(row * horizon, (row + 1) * horizon));
      for (const j of used) {
        const product = cross(row, j);
        for (let h = 0; h < horizon; h++) left[h]! -= product * weights[j * horizon + h]!;
      }
    });
  });
  return part;
}

/** Rows that are not all zero. */
function usedRows(weights: Float64Array, horizon: number): number[] {
  const used: number[] = [];
  for (let j = 0; j * horizon < weights.length; j++) {
    if (weights.subarray(j * horizon, (j + 1) * horizon).some((weight) => weight !== 0)) {
      used.push(j);
    }
  }
  return used;
}
