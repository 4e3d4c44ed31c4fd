import type { Panel } from '../../data/panel/panel.js';
import type { Forecast } from '../../models/model.js';
import type { Calibration } from './calibration.js';
import { restoreOffsets } from './residual-pool.js';
import { baseOf } from './residuals.js';
import { lastScale, scalingNamed } from './scalings.js';

/**
 * Adds calibrated quantiles to forecasts that start after the last row of each series of the panel.
 * The probabilities may differ from those at training; quantile heads are only used for their own.
 */
export function withIntervals(
  forecasts: readonly Forecast[],
  panel: Panel,
  calibration: Calibration,
  probabilities: readonly number[],
): Forecast[] {
  const { heads, horizon } = calibration;
  const scaling = scalingNamed(calibration.scaling);
  const pools = restoreOffsets(calibration.residuals, calibration.worth, horizon);
  return forecasts.map((forecast, s) => {
    const scale = lastScale(scaling, panel.series[s]!.values, calibration.season ?? 1);
    const quantiles = probabilities.map((probability) => {
      const base = nearestBase(heads, probability);
      const from = baseOf(forecast, heads.length, base);
      return from.map((value, h) => value + scale * pools.offset(base, h, probability));
    });
    for (let h = 0; h < horizon; h++) straighten(quantiles, h, forecast.point[h]!, probabilities);
    return { point: forecast.point, quantiles };
  });
}

/** Position of the head nearest to a probability; 0 without heads. */
export function nearestBase(heads: readonly number[], probability: number): number {
  let best = 0;
  for (let i = 1; i < heads.length; i++) {
    if (Math.abs(heads[i]! - probability) < Math.abs(heads[best]! - probability)) best = i;
  }
  return best;
}

/**
 * Makes the quantiles at one position ascend by rearrangement, which never makes them worse
 * (Chernozhukov, Fernández-Val & Galichon 2010), and the interval contain its own forecast.
 */
export function straighten(
  quantiles: readonly Float64Array[],
  position: number,
  point: number,
  probabilities: readonly number[],
): void {
  sortAt(quantiles, position);
  for (let i = 0; i < probabilities.length; i++) {
    const column = quantiles[i]!;
    if (probabilities[i]! < 0.5) column[position] = Math.min(column[position]!, point);
    if (probabilities[i]! > 0.5) column[position] = Math.max(column[position]!, point);
  }
}

/** Insertion sort across the columns: they are few, and nearly always in order already. */
function sortAt(columns: readonly Float64Array[], position: number): void {
  for (let i = 1; i < columns.length; i++) {
    const value = columns[i]![position]!;
    let j = i - 1;
    for (; j >= 0 && columns[j]![position]! > value; j--) {
      columns[j + 1]![position] = columns[j]![position]!;
    }
    columns[j + 1]![position] = value;
  }
}
