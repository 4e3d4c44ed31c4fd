/**
 * Mean absolute change over one step or over one season, whichever is smaller: the in-sample error of
 * the better naive forecast, by which MASE divides (Hyndman & Koehler 2006). Missing values are
 * skipped; 0 where nothing can be compared.
 */
export function naiveError(values: Float64Array, season: number): number {
  const step = meanChange(values, 1);
  return season < values.length ? Math.min(step, meanChange(values, season)) : step;
}

function meanChange(values: Float64Array, lag: number): number {
  let sum = 0;
  let count = 0;
  for (let row = lag; row < values.length; row++) {
    const change = Math.abs(values[row]! - values[row - lag]!);
    if (Number.isNaN(change)) continue;
    sum += change;
    count++;
  }
  return count > 0 ? sum / count : 0;
}
