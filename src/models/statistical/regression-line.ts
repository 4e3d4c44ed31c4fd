/** Least squares of the values on 0, 1, 2 …; flat for a single value. */
export function regressionLine(values: Float64Array): { intercept: number; slope: number } {
  const n = values.length;
  const middle = (n - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  let crossed = 0;
  let squares = 0;
  for (let t = 0; t < n; t++) {
    crossed += (t - middle) * (values[t]! - mean);
    squares += (t - middle) * (t - middle);
  }
  const slope = squares > 0 ? crossed / squares : 0;
  return { intercept: mean - slope * middle, slope };
}
