import type { Panel, Series } from '../data/panel/panel.js';
import type { EngineSettings } from '../engines/engine.js';
import type { Fitted, Model } from '../models/model.js';
import { type Attribution, noSpread } from './attribution.js';

/** At most so many blocks of rows are hidden one after the other. */
const MOST_BLOCKS = 60;

/**
 * How the mean forecast of one series changes when a block of its rows is replaced by the mean of the
 * lookback: works for any model, in the user's units. Effects need not add up; the block's effect is
 * shared equally by its rows.
 *
 * @param panel - of one series, known up to the moment of forecasting
 * @param lookback - rows to look at
 */
export async function occlusion(
  model: Model,
  fitted: Fitted,
  panel: Panel,
  lookback: number,
  engine: EngineSettings,
): Promise<Attribution> {
  const series = panel.series[0]!;
  const rows = series.values.length;
  const from = Math.max(0, rows - lookback);
  const size = Math.ceil((rows - from) / MOST_BLOCKS);
  const blocks = Array.from({ length: Math.ceil((rows - from) / size) }, (_, i) => ({
    start: from + i * size,
    end: Math.min(rows, from + (i + 1) * size),
  }));
  const variants = [
    series,
    withFlat(series, from, rows, from),
    ...blocks.map(({ start, end }) => withFlat(series, start, end, from)),
  ];
  const forecasts = await model.forecast(fitted, { ...panel, series: variants }, engine);
  const means = forecasts.map(({ point }) => point.reduce((sum, y) => sum + y, 0) / point.length);
  const [forecast, baseline, ...hidden] = means as [number, number, ...number[]];
  const values = new Float64Array(rows - from);
  for (const [i, { start, end }] of blocks.entries()) {
    values.fill((forecast - hidden[i]!) / (end - start), start - from, end - from);
  }
  return {
    method: 'occlusion',
    cutoffs: 1,
    forecast,
    baseline,
    byLag: [{ feature: 'value', values, spread: noSpread }],
    others: [],
  };
}

/** Rows [start, end) at the mean of the known values from `from` on. */
function withFlat(series: Series, start: number, end: number, from: number): Series {
  const known = series.values.subarray(from).filter((value) => !Number.isNaN(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const values = series.values.slice();
  values.fill(mean, start, end);
  return { ...series, values };
}
