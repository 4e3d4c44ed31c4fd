import { type GlsFit, glsFit } from './likelihood.js';
import {
  type ArimaOrder,
  type ArmaCoefficients,
  armaCoefficients,
  armaParameters,
  differencePolynomial,
  filtered,
  rootsOutside,
} from './polynomials.js';
import { minimizeSmooth } from './quasi-newton.js';

/** What an ARIMA is fitted to: one series and what it is regressed on. */
export interface ArimaData {
  /** NaN is missing. // (rows) */
  readonly values: Float64Array;
  /** Known at least as long as the values. // (regressors) × (rows + …) */
  readonly regressors: readonly Float64Array[];
}

/** An order with its numbers. */
export interface ArimaFit {
  readonly order: ArimaOrder;
  /** A mean, or with one difference a drift. */
  readonly constant: boolean;
  /** Unconstrained, as `armaCoefficients` takes them. */
  readonly free: Float64Array;
  readonly arma: ArmaCoefficients;
  /** Of the regressors, and behind them of the constant. */
  readonly gls: GlsFit;
  readonly aicc: number;
}

/** Roots nearer to the unit circle than this make forecasts that numbers cannot be trusted with. */
const NEAREST_ROOT = 1.001;
/** Where the search begins, away from 0, at which AR and MA cancel out. */
const START = 0.1;

/** Iterations of the quick conditional likelihood, and then of the exact one: to compare, and at last. */
const ROUGH = 40;
const COMPARED = 3;
const FINE = 40;

/**
 * Fits one order by exact maximum likelihood of the differences, from where the conditional likelihood
 * is greatest.
 * @param care - to compare orders, a few steps towards the greatest likelihood are enough
 * @returns null where the rows do not carry it, or it is as good as not stationary or not invertible
 */
export function fitOrder(
  data: ArimaData,
  order: ArimaOrder,
  constant: boolean,
  care: 'compare' | 'final' = 'final',
): ArimaFit | null {
  const sample = differenced(data, order, constant);
  const count = sample.values.reduce((sum, value) => (Number.isNaN(value) ? sum : sum + 1), 0);
  const parameters = armaParameters(order) + sample.regressors.length + 1;
  if (count <= parameters + 1) return null;
  const lossFrom = (beginning: 'exact' | 'conditional') => (free: Float64Array) => {
    const arma = armaCoefficients(order, free);
    const gls = glsFit(arma, sample.values, sample.regressors, beginning);
    return gls ? -2 * gls.logLikelihood : Number.POSITIVE_INFINITY;
  };
  const start = new Float64Array(armaParameters(order)).fill(START);
  const near = minimizeSmooth(lossFrom('conditional'), start, ROUGH);
  const { point } = minimizeSmooth(
    lossFrom('exact'),
    near.point,
    care === 'final' ? FINE : COMPARED,
  );
  const fit = fitAt(data, order, constant, point);
  if (!fit) return null;
  const { ar, ma } = fit.arma;
  const sound =
    rootsOutside(ar, NEAREST_ROOT) &&
    rootsOutside(
      ma.map((x) => -x),
      NEAREST_ROOT,
    );
  return sound ? fit : null;
}

/** The likelihood at given numbers: of a fit to an earlier part of the same series, say. */
export function fitAt(
  data: ArimaData,
  order: ArimaOrder,
  constant: boolean,
  free: Float64Array,
): ArimaFit | null {
  const sample = differenced(data, order, constant);
  const arma = armaCoefficients(order, free);
  const gls = glsFit(arma, sample.values, sample.regressors);
  if (!gls || gls.count === 0) return null;
  const k = armaParameters(order) + sample.regressors.length + 1;
  const correction = (2 * k * (k + 1)) / Math.max(1e-9, gls.count - k - 1);
  const aicc = -2 * gls.logLikelihood + 2 * k + correction;
  return { order, constant, free, arma, gls, aicc };
}

/** Values and regressors differenced alike, with a column of ones behind them for a constant. */
function differenced({ values, regressors }: ArimaData, order: ArimaOrder, constant: boolean) {
  const polynomial = differencePolynomial(order);
  const rows = values.length;
  const own = filtered(polynomial, values);
  return {
    values: own,
    regressors: [
      ...regressors.map((column) => filtered(polynomial, column.subarray(0, rows))),
      ...(constant ? [new Float64Array(own.length).fill(1)] : []),
    ],
  };
}
