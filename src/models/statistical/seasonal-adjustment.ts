/** A series without its season, and the season for the steps to come. */
export interface SeasonalAdjustment {
  readonly adjusted: Float64Array; // (rows)
  /** Puts the season back onto forecasts of the adjusted series. // (horizon) -> (horizon) */
  restore(point: Float64Array): Float64Array;
}

/** Significance that the autocorrelation at the season must reach: one-sided 95 %. */
const CRITICAL = 1.645;

/**
 * The seasonal adjustment of the M4 competition's benchmarks: where the autocorrelation at the season is
 * significant, classical decomposition by moving averages, multiplicative for positive values and
 * additive for others; otherwise nothing (Makridakis et al. 2020; Kendall & Stuart 1983).
 *
 * @param values - without missing values
 */
export function adjustSeason(values: Float64Array, season: number): SeasonalAdjustment {
  if (!isSeasonal(values, season)) return { adjusted: values, restore: (point) => point };
  const multiplicative = values.every((value) => value > 0);
  const figure = seasonalFigure(values, season, multiplicative);
  const phase = (row: number) => figure[row % season]!;
  return {
    adjusted: values.map((value, row) =>
      multiplicative ? value / phase(row) : value - phase(row),
    ),
    restore: (point) =>
      point.map((value, h) => {
        const index = phase(values.length + h);
        return multiplicative ? value * index : value + index;
      }),
  };
}

/** Whether the autocorrelation at lag `season` is beyond what the shorter lags explain (Bartlett's formula). */
export function isSeasonal(values: Float64Array, season: number): boolean {
  const n = values.length;
  if (season < 2 || n < 3 * season) return false;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const covariance = (lag: number) => {
    let sum = 0;
    for (let t = lag; t < n; t++) sum += (values[t]! - mean) * (values[t - lag]! - mean);
    return sum;
  };
  const variance = covariance(0);
  let spread = 1;
  for (let lag = 1; lag < season; lag++) {
    const correlation = covariance(lag) / variance;
    spread += 2 * correlation * correlation;
  }
  const limit = (CRITICAL * Math.sqrt(spread)) / Math.sqrt(n);
  return Math.abs(covariance(season) / variance) > limit;
}

/** Mean ratio to (or difference from) the centred moving average by phase, with mean 1 (or 0). // (season) */
export function seasonalFigure(
  values: Float64Array,
  season: number,
  multiplicative: boolean,
): Float64Array {
  const sums = new Float64Array(season);
  const counts = new Float64Array(season);
  const half = Math.floor(season / 2);
  for (let row = half; row < values.length - half; row++) {
    const trend = centredMean(values, row, season);
    sums[row % season]! += multiplicative ? values[row]! / trend : values[row]! - trend;
    counts[row % season]! += 1;
  }
  const figure = sums.map((sum, phase) => sum / counts[phase]!);
  const mean = figure.reduce((sum, index) => sum + index, 0) / season;
  return figure.map((index) => (multiplicative ? index / mean : index - mean));
}

/** Moving average over one season around a row; for an even season the two ends count half. */
function centredMean(values: Float64Array, row: number, season: number): number {
  const half = Math.floor(season / 2);
  const edge = season % 2 === 0 ? 0.5 : 1;
  let sum = edge * (values[row - half]! + values[row + half]!);
  for (let i = row - half + 1; i < row + half; i++) sum += values[i]!;
  return sum / season;
}
