import { cos } from '../../elementary.js';
import { studentTwoSided } from '../statistics/student-t.js';

/** Outcome of a test of equal accuracy. */
export interface EqualAccuracy {
  /** Below 0 when the first of the two loses less; NaN where there is nothing to test. */
  readonly statistic: number;
  /** Two-sided; null when there are too few windows or all differences are equal. */
  readonly pValue: number | null;
}

/**
 * Diebold & Mariano's (1995) test on loss differences in time order. Windows that share no actuals are
 * taken as independent: Student's t with n - 1 degrees of freedom, which is Harvey, Leybourne & Newbold's
 * (1997) correction for them. Windows that overlap share errors; their long-run variance is the mean
 * square of the first B cosine transforms, and the statistic is compared with Student's t of B degrees
 * of freedom (equal-weighted cosine, fixed-b: Lazarus, Lewis, Stock & Watson 2018, equations 7 and 8),
 * because with few horizons in the span a variance from autocovariances is far too small too often.
 *
 * @param differences - loss of the first model minus loss of the second
 * @param overlap - how many windows begin within one horizon: horizon / stride, 1 or less for none
 */
export function dieboldMariano(differences: readonly number[], overlap: number): EqualAccuracy {
  const n = differences.length;
  const untestable = { statistic: Number.NaN, pValue: null };
  if (n < 3) return untestable;
  const mean = differences.reduce((sum, d) => sum + d, 0) / n;
  const freedom = overlap > 1 ? transforms(n, overlap) : n - 1;
  if (freedom === 0) return untestable;
  const variance =
    overlap > 1 ? cosineVariance(differences, freedom) : sampleVariance(differences, mean);
  if (!(variance > 0)) return untestable;
  const statistic = mean / Math.sqrt(variance / n);
  return { statistic, pValue: studentTwoSided(statistic, freedom) };
}

/** Half as many as there are horizons in the span, at most 0.4 n^(2/3): B³ ≤ 0.064 n². */
function transforms(n: number, overlap: number): number {
  let count = Math.floor(((n - 1) / overlap + 1) / 2);
  while (count ** 3 > 0.064 * n * n) count -= 1;
  return count;
}

/** Mean square of √(2/n) Σ d(t) cos(πj(t - 1/2)/n), j = 1 … count. */
function cosineVariance(differences: readonly number[], count: number): number {
  const n = differences.length;
  let total = 0;
  for (let j = 1; j <= count; j++) {
    let transform = 0;
    for (let t = 0; t < n; t++) transform += differences[t]! * cos((Math.PI * j * (t + 0.5)) / n);
    total += (2 / n) * transform * transform;
  }
  return total / count;
}

function sampleVariance(differences: readonly number[], mean: number): number {
  const squares = differences.reduce((sum, d) => sum + (d - mean) * (d - mean), 0);
  return squares / (differences.length - 1);
}
