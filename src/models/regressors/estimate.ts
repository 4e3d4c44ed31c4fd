import { filledTail, firstFiniteIndex } from '../../data/panel/history.js';
import type { Series } from '../../data/panel/panel.js';
import { type ArimaFit, fitOrder } from '../arima/fit-order.js';
import { fourierColumns } from '../arima/fourier.js';
import type { Effects } from '../effects.js';

/** Rows that are looked at: effects of years ago need not be those of today. */
const ROWS = 1500;
/** Longest season with an index of its own for every place; longer ones are made of waves. */
const LONGEST_SEASON = 24;
const WAVES = 3;
/** An effect below so many standard errors makes forecasts worse on average: Akaike's criterion. */
const LEAST_RATIO = Math.SQRT2;

/**
 * Effects of the covariates known in the future: a regression whose errors are an ARIMA(1,1,1) around the
 * season, so that level, trend and season are not taken for effects, by exact maximum likelihood. Columns
 * whose effect cannot be distinguished from chance are left out, and the others estimated again.
 *
 * @param series - all of whose rows may be learnt from
 */
export function estimateEffects(series: Series, season: number): Effects {
  const count = series.future.length;
  const columns = series.future.map((column) => recent(series, column));
  const values = recentValues(series);
  const all = [...columns.keys()].filter((i) => changes(columns[i]!));
  const nothing = { coefficients: new Float64Array(count), deviations: new Float64Array(count) };
  const first = fitWith(values, columns, all, season);
  if (!first) return nothing;
  const distinct = all.filter((_, k) => {
    const ratio = Math.abs(first.gls.coefficients[k]!) / first.gls.deviations[k]!;
    return ratio >= LEAST_RATIO;
  });
  const fit = distinct.length === all.length ? first : fitWith(values, columns, distinct, season);
  for (const [k, i] of distinct.entries()) {
    nothing.coefficients[i] = fit?.gls.coefficients[k] ?? 0;
    nothing.deviations[i] = fit?.gls.deviations[k] ?? 0;
  }
  return nothing;
}

function fitWith(
  values: Float64Array,
  columns: readonly Float64Array[],
  chosen: readonly number[],
  season: number,
): ArimaFit | null {
  const seasonal = values.length >= 3 * season ? seasonColumns(season, values.length) : [];
  const regressors = [...chosen.map((i) => columns[i]!), ...seasonal];
  const order = { P: 0, D: 0, Q: 0, season: 1, d: 1 };
  return (
    fitOrder({ values, regressors }, { ...order, p: 1, q: 1 }, false) ??
    fitOrder({ values, regressors }, { ...order, p: 0, q: 0 }, false)
  );
}

/** One column a place of the season but the last, or waves. */
function seasonColumns(season: number, rows: number): Float64Array[] {
  if (season > LONGEST_SEASON) return fourierColumns(WAVES, season, 0, rows);
  return Array.from({ length: season - 1 }, (_, place) =>
    Float64Array.from({ length: rows }, (_, t) => (t % season === place ? 1 : 0)),
  );
}

const startOf = ({ values }: Series) => Math.max(firstFiniteIndex(values), values.length - ROWS);

const recentValues = (series: Series) => series.values.subarray(startOf(series));

/** A regressor beside the recent values, its gaps filled from before. */
const recent = (series: Series, column: Float64Array) => {
  const rows = series.values.length;
  return filledTail(column.subarray(0, rows), rows).subarray(startOf(series));
};

const changes = (column: Float64Array) => column.some((value) => value !== column[0]);
