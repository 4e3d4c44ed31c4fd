import type { Series } from '../../data/panel/panel.js';
import type { Forecast } from '../../models/model.js';

/** A forecast beside the history that it continues. */
export interface Continued {
  readonly series: Series;
  readonly forecast: Forecast;
}

/**
 * Says that values below zero are forecast where the history never was; null where none are. A series that
 * is zero all along is left out: nothing is known of what it may be.
 */
export function belowZeroRemark(continued: readonly Continued[]): string | null {
  let steps = 0;
  let bounds = 0;
  for (const { series, forecast } of continued) {
    const never = series.values.every((value) => !(value < 0));
    if (!never || !series.values.some((value) => value > 0)) continue;
    const { point, quantiles } = forecast;
    for (const [h, value] of point.entries()) {
      if (value < 0) steps += 1;
      else if (quantiles.some((quantile) => quantile[h]! < 0)) bounds += 1;
    }
  }
  if (steps + bounds === 0) return null;
  const parts = [
    ...(steps > 0 ? [`${steps} forecasts`] : []),
    ...(bounds > 0 ? [`the lower bounds of ${bounds} steps`] : []),
  ];
  return `${parts.join(' and ')} are below zero, where the history never was: if values below zero are not possible, --min 0 keeps forecasts and intervals above`;
}
