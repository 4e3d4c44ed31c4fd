import { log } from '../../elementary.js';
import { solvePositiveDefinite } from '../../regression/cholesky.js';
import { type Whitened, whiten } from './kalman.js';
import type { ArmaCoefficients } from './polynomials.js';

/** A regression whose errors follow an ARMA process, at its most likely for given coefficients. */
export interface GlsFit {
  /** Of each regressor. */
  readonly coefficients: Float64Array;
  /** Their standard errors, the process taken as known. */
  readonly deviations: Float64Array;
  /** Of the innovations. */
  readonly variance: number;
  readonly logLikelihood: number;
  /** Rows that are known. */
  readonly count: number;
  /** The errors' state after the last row. */
  readonly state: Float64Array;
}

/** Penalty relative to a column's own size: a column that says nothing gets 0 instead of anything. */
const TINY = 1e-10;

/**
 * Exact Gaussian likelihood with the regression's coefficients and the innovations' variance
 * concentrated out (generalised least squares over the whitened columns). Null where the process is as
 * good as not stationary.
 *
 * @param values - NaN is missing
 * @param regressors - without missing values
 * @param start - see `whiten`
 */
export function glsFit(
  arma: ArmaCoefficients,
  values: Float64Array,
  regressors: readonly Float64Array[],
  start: 'exact' | 'conditional' = 'exact',
): GlsFit | null {
  const white = whiten(arma, [values, ...regressors], start);
  if (!white) return null;
  const { coefficients, scales } = leastSquares(white);
  const [own, ...others] = white.columns;
  let squares = 0;
  for (const [t, value] of own!.entries()) {
    let error = value;
    for (const [c, column] of others.entries()) error -= coefficients[c]! * column[t]!;
    squares += error * error;
  }
  const count = own!.length;
  const variance = Math.max(squares / count, Number.MIN_VALUE);
  const state = white.states[0]!.map((value, i) => {
    let left = value;
    for (const [c, coefficient] of coefficients.entries()) {
      left -= coefficient * white.states[c + 1]![i]!;
    }
    return left;
  });
  const freedom = Math.max(1, count - others.length);
  return {
    coefficients,
    deviations: scales.map((scale) => Math.sqrt((scale * squares) / freedom)),
    variance,
    logLikelihood: -(count * (log(2 * Math.PI * variance) + 1) + white.logs) / 2,
    count,
    state,
  };
}

/** Coefficients of the first column on the others, and the diagonal of (XᵀX)⁻¹. */
function leastSquares({ columns }: Whitened) {
  const [own, ...others] = columns;
  const size = others.length;
  const gram = new Float64Array(size * size);
  const right = new Float64Array(size * (size + 1));
  const width = size + 1;
  for (const [i, one] of others.entries()) {
    for (let j = 0; j <= i; j++) gram[i * size + j] = dot(one, others[j]!);
    gram[i * size + i]! += TINY * gram[i * size + i]! || 1;
    right[i * width] = dot(one, own!);
    right[i * width + 1 + i] = 1;
  }
  if (!solvePositiveDefinite(gram, size, right, width)) {
    return { coefficients: new Float64Array(size), scales: new Float64Array(size) };
  }
  return {
    coefficients: Float64Array.from(others, (_, i) => right[i * width]!),
    scales: Float64Array.from(others, (_, i) => right[i * width + 1 + i]!),
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < a.length; t++) sum += a[t]! * b[t]!;
  return sum;
}
