import { median } from './medians.js';

/** What smoothing starts from. */
export interface SeasonalStart {
  readonly periods: readonly number[];
  readonly figures: readonly Float64Array[]; // (periods) × (period)
  readonly level: number;
  /** Rows that it was taken from. */
  readonly rows: number;
}

/**
 * Level and figures of the seasons at the start of a series, from medians: for each period, shortest first,
 * the median of each place around a moving median, centred.
 *
 * @param values - the rows to start from; NaN is missing
 * @param periods - ascending
 */
export function seasonalStart(values: Float64Array, periods: readonly number[]): SeasonalStart {
  const rest = values.slice();
  const figures = periods.map((period) => {
    const middle = movingMedian(rest, period);
    const around = rest.map((value, t) => value - middle[t]!);
    const figure = Float64Array.from({ length: period }, (_, place) => {
      const own = around.filter((_, t) => t % period === place);
      const usual = median(own);
      return Number.isNaN(usual) ? 0 : usual;
    });
    const mean = figure.reduce((sum, value) => sum + value, 0) / period;
    for (let place = 0; place < period; place++) figure[place]! -= mean;
    for (let t = 0; t < rest.length; t++) rest[t]! -= figure[t % period]!;
    return figure;
  });
  const longest = periods.at(-1) ?? 0;
  const level = median(rest.subarray(0, Math.max(5, Math.min(longest, 24))));
  return { periods, figures, level, rows: values.length };
}

/** Over a whole period around each row, or what there is of it at the ends. */
function movingMedian(values: Float64Array, period: number): Float64Array {
  const half = Math.floor(period / 2);
  return values.map((_, t) => {
    const from = Math.max(0, Math.min(t - half, values.length - 2 * half - 1));
    return median(values.subarray(from, Math.max(t, from + 2 * half) + 1));
  });
}
