import type { Series } from '../../data/panel/panel.js';
import type { Forecast } from '../../models/model.js';
import type { Calibration } from './calibration.js';
import { keepWithin, type ValueRange } from './forecast-form.js';
import { lastScale, scalingNamed } from './scalings.js';
import { sumOffsets } from './trajectories.js';

/** Steps [from, to) of a forecast that are summed up. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** The sum over a period, and its quantiles. */
export interface Total extends Period {
  readonly total: number;
  /** Of the probabilities asked for; empty without a calibration. */
  readonly quantiles: readonly number[];
}

/**
 * Sums of a forecast with intervals of their own: errors of neighbouring steps go together or make up for
 * each other, so that the bounds of the steps do not add up.
 *
 * @param probabilities - ascending
 */
export function totalsOf(
  forecast: Forecast,
  series: Series,
  calibration: Calibration | null,
  periods: readonly Period[],
  probabilities: readonly number[],
  range: ValueRange,
): Total[] {
  const trajectories = calibration?.trajectories ?? null;
  const scale = calibration
    ? lastScale(scalingNamed(calibration.scaling), series.values, calibration.season ?? 1)
    : 1;
  return periods.map((period) => {
    const { from, to } = period;
    let sum = 0;
    for (let h = from; h < to; h++) sum += forecast.point[h]!;
    const offsets = trajectories
      ? sumOffsets(trajectories, calibration!.horizon, period, probabilities)
      : [];
    const point = Float64Array.of(sum);
    const quantiles = offsets.map((offset) => Float64Array.of(sum + scale * offset));
    const steps = to - from;
    keepWithin(point, quantiles, probabilities, {
      min: range.min === null ? null : range.min * steps,
      max: range.max === null ? null : range.max * steps,
      integer: range.integer,
    });
    return { from, to, total: point[0]!, quantiles: quantiles.map((quantile) => quantile[0]!) };
  });
}
