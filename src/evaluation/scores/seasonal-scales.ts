/** What scaled metrics divide by: the in-sample error of the seasonal naive before each row. */
export interface SeasonalScales {
  readonly absolute: Float64Array; // (rows + 1)
  readonly squared: Float64Array; // (rows + 1)
}

/**
 * Running means of |y(t) - y(t - season)| and of its square over the rows before each row (Hyndman &
 * Koehler 2006). NaN as long as no such difference is known.
 */
export function seasonalScales(values: Float64Array, season: number): SeasonalScales {
  const absolute = new Float64Array(values.length + 1);
  const squared = new Float64Array(values.length + 1);
  let sum = 0;
  let squareSum = 0;
  let count = 0;
  for (let row = 0; row <= values.length; row++) {
    absolute[row] = sum / count;
    squared[row] = squareSum / count;
    const difference = (values[row] ?? Number.NaN) - (values[row - season] ?? Number.NaN);
    if (Number.isNaN(difference)) continue;
    sum += Math.abs(difference);
    squareSum += difference * difference;
    count += 1;
  }
  return { absolute, squared };
}
