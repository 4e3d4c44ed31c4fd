import { studentTwoSided } from '../statistics/student-t.js';

/** Outcome of a test of equal accuracy. */
export interface EqualAccuracy {
  /** Below 0 when the first of the two loses less; NaN where there is nothing to test. */
  readonly statistic: number;
  /** Two-sided; null when there are too few windows or all differences are equal. */
  readonly pValue: number | null;
}

/**
 * Diebold & Mariano's (1995) test on loss differences in time order, with the small-sample correction
 * of Harvey, Leybourne & Newbold (1997) and Student's t with n - 1 degrees of freedom. The variance is
 * Newey & West's (1987, Bartlett weights) over overlap - 1 lags, because windows that share actuals
 * share errors.
 *
 * @param differences - loss of the first model minus loss of the second
 * @param overlap - how many consecutive windows share actuals: ⌈horizon / stride⌉, at least 1
 */
export function dieboldMariano(differences: readonly number[], overlap: number): EqualAccuracy {
  const n = differences.length;
  const untestable = { statistic: Number.NaN, pValue: null };
  if (n < 3) return untestable;
  const h = Math.min(overlap, n - 1);
  const mean = differences.reduce((sum, d) => sum + d, 0) / n;
  const variance = longRunVariance(differences, mean, h - 1) / n;
  if (!(variance > 0)) return untestable;
  const correction = Math.sqrt((n + 1 - 2 * h + (h * (h - 1)) / n) / n);
  const statistic = (mean / Math.sqrt(variance)) * correction;
  return { statistic, pValue: studentTwoSided(statistic, n - 1) };
}

function longRunVariance(differences: readonly number[], mean: number, lags: number): number {
  const n = differences.length;
  let total = 0;
  for (let lag = 0; lag <= lags; lag++) {
    let covariance = 0;
    for (let t = lag; t < n; t++) {
      covariance += (differences[t]! - mean) * (differences[t - lag]! - mean);
    }
    const weight = lag === 0 ? 1 : 2 * (1 - lag / (lags + 1));
    total += (weight * covariance) / n;
  }
  return total;
}
