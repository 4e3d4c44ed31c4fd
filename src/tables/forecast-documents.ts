import { isoTime } from '../data/findings/summarize.js';
import type { Panel } from '../data/panel/panel.js';
import { boundsIndex, levelsOf } from '../metrics/levels.js';
import type { SeriesForecast } from './results.js';

/** One object a forecast step, as `forecasts` of the JSON documents; times as ISO 8601. */
export function forecastDocuments(panel: Panel, forecasts: readonly SeriesForecast[]) {
  const severalTargets = panel.targets.length > 1;
  return forecasts.flatMap(({ model, series, times, forecast, probabilities, oneSided }) => {
    const { id, target } = panel.series[series]!;
    const levels = forecast.quantiles.length > 0 ? levelsOf(probabilities) : [];
    const shown = forecast.quantiles.length > 0 ? oneSided : [];
    return Array.from(times, (time, step) => ({
      id,
      ...(severalTargets ? { target } : {}),
      time: isoTime(panel, time),
      model,
      forecast: forecast.point[step]!,
      ...Object.fromEntries(
        levels.flatMap((level) => {
          const { low, high } = boundsIndex(probabilities, level)!;
          return [
            [`lo_${level}`, forecast.quantiles[low]![step]!],
            [`hi_${level}`, forecast.quantiles[high]![step]!],
          ];
        }),
      ),
      ...Object.fromEntries(
        shown.map((probability) => [
          `q_${probability}`,
          forecast.quantiles[probabilities.indexOf(probability)]![step]!,
        ]),
      ),
    }));
  });
}
