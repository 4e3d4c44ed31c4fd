import type { Origin } from '../../data/panel/origins.js';
import type { Series } from '../../data/panel/panel.js';
import type { Forecast } from '../../models/model.js';
import { createResidualPools, type ResidualPools } from './residual-pool.js';
import type { Scaling } from './scalings.js';

/** Forecasts at origins in time order whose actuals are known: what intervals are calibrated on. */
export interface CalibrationForecasts {
  readonly series: readonly Series[];
  readonly origins: readonly Origin[];
  readonly forecasts: readonly Forecast[]; // (origins)
  readonly horizon: number;
  readonly season: number;
  /** So many of the first origins are borrowed; none when absent. */
  readonly borrowed?: number;
}

/** Residuals that are remembered of each series, base and step: older ones tell of other times. */
const REMEMBERED = 500;

/** What a borrowed error is worth beside one of the model's own: it is of another model, and of other times. */
const BORROWED_SHARE = 0.25;

/** Pools for these forecasts: for each of the heads, or for the point where there are none. */
export const emptyPools = ({ series, horizon }: CalibrationForecasts, heads: number) =>
  createResidualPools(Math.max(1, heads), horizon, REMEMBERED * series.length);

/** The model's quantile heads, if it has them for all probabilities asked for. */
export function headsOf(
  known: CalibrationForecasts,
  probabilities: readonly number[],
): readonly number[] {
  return known.forecasts[0]?.quantiles.length === probabilities.length ? probabilities : [];
}

/** What an interval's bound is an offset to: a quantile head or the point forecast. // (horizon) */
export const baseOf = (forecast: Forecast, heads: number, base: number) =>
  heads > 0 ? forecast.quantiles[base]! : forecast.point;

/** Adds the scaled residuals of the forecasts at these positions, which are in time order, to the pools. */
export function collectResiduals(
  pools: ResidualPools,
  known: CalibrationForecasts,
  scaling: Scaling,
  heads: number,
  positions: Iterable<number>,
): void {
  const scales = known.series.map((series) => scaling.scales(series.values, known.season));
  const before = known.series.map(() => Number.NEGATIVE_INFINITY);
  for (const position of positions) {
    const { series, row } = known.origins[position]!;
    const { values } = known.series[series]!;
    const scale = scales[series]![row]!;
    if (scale === 0) continue;
    const share = position < (known.borrowed ?? 0) ? BORROWED_SHARE : 1;
    const gap = row - before[series]!;
    before[series] = row;
    for (let base = 0; base < Math.max(1, heads); base++) {
      const forecast = baseOf(known.forecasts[position]!, heads, base);
      for (let h = 0; h < forecast.length && row + h < values.length; h++) {
        const error = values[row + h]! - forecast[h]!;
        // A missing actual, or a forecast that went astray: neither tells how far the others are off.
        if (!Number.isFinite(error)) continue;
        pools.add(base, h, error / scale, share * worthOfStep(gap, h, heads));
      }
    }
  }
}

/**
 * What an error at step h is worth beside that of an origin `gap` rows earlier: it has summed up the
 * surprises of h + 1 rows, and of these `gap` are new. The corrections of quantile heads are small
 * beside the heads, and each counts whole.
 */
export const worthOfStep = (gap: number, h: number, heads: number): number =>
  heads > 0 ? 1 : Math.min(1, gap / (h + 1));
