import type { Series } from '../../data/panel/panel.js';
import type { Forecast } from '../../models/model.js';
import type { Random } from '../../random.js';
import type { Calibration } from './calibration.js';
import { keepWithin, type ValueRange } from './forecast-form.js';
import { nearestBase } from './intervals.js';
import { restoreOffsets } from './residual-pool.js';
import { baseOf } from './residuals.js';
import { lastScale, scalingNamed } from './scalings.js';

/** Fewer earlier forecasts do not tell how steps hang together. */
const TEMPLATES = 8;

/**
 * Sample paths of one forecast: each step by itself is distributed as its calibrated quantiles say, and the
 * steps of a path rank as those of one earlier forecast's errors did (Schaake shuffle, Clark et al. 2004).
 * Where too few earlier forecasts are known, all steps of a path have the same rank: sums are then as
 * uncertain as they can be.
 *
 * @returns (count) × (horizon)
 */
export function samplePaths(
  forecast: Forecast,
  series: Series,
  calibration: Calibration,
  range: ValueRange,
  count: number,
  random: Random,
): Float64Array[] {
  const { heads, horizon, trajectories } = calibration;
  const pools = restoreOffsets(calibration.residuals, calibration.worth, horizon);
  const scale = lastScale(
    scalingNamed(calibration.scaling),
    series.values,
    calibration.season ?? 1,
  );
  const ranks = ranksOf(trajectories?.errors ?? new Float64Array(0), horizon);
  const order = random.shuffle(Int32Array.from(ranks.keys()));
  return Array.from({ length: count }, (_, k) => {
    const template = ranks.length > 0 ? ranks[order[k % order.length]!]! : null;
    const common = random.uniform();
    const path = forecast.point.map((_point, h) => {
      const rank = template ? (template[h]! + random.uniform()) / ranks.length : common;
      const probability = Math.min(0.9995, Math.max(0.0005, rank));
      const base = nearestBase(heads, probability);
      const from = baseOf(forecast, heads.length, base)[h]!;
      return from + scale * pools.offset(base, h, probability);
    });
    keepWithin(path, [], [], range);
    return path;
  });
}

/** The rank of each earlier forecast's error among all, step by step. // (origins) × (horizon) */
function ranksOf(errors: Float64Array, horizon: number): Int32Array[] {
  const count = errors.length / horizon;
  if (count < TEMPLATES) return [];
  const ranks = Array.from({ length: count }, () => new Int32Array(horizon));
  for (let h = 0; h < horizon; h++) {
    const sorted = [...ranks.keys()].sort(
      (a, b) => errors[a * horizon + h]! - errors[b * horizon + h]! || a - b,
    );
    for (const [rank, i] of sorted.entries()) ranks[i]![h] = rank;
  }
  return ranks;
}
