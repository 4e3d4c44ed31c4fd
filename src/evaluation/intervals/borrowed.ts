import { firstFiniteIndex } from '../../data/panel/history.js';
import { knownAtOrigins, type Origin } from '../../data/panel/origins.js';
import type { Panel } from '../../data/panel/panel.js';
import type { EngineSettings } from '../../engines/engine.js';
import { models } from '../../models/index.js';
import type { Forecast } from '../../models/model.js';
import type { CalibrationForecasts } from './residuals.js';

/** Independent errors below which a calibration borrows, and those it then has in all: a 95 % bound needs 39. */
const FEW = 20;
const ENOUGH = 40;
/** Cutoffs that are borrowed from, at most. */
const ORIGINS = 60;
/** Cutoffs of the validation part that both are compared at, at most. */
const COMPARED = 40;
/** Earliest cutoff: this share of the rows of a series is behind it. */
const PAST = 1 / 3;
/** Horizons of validation errors that a ratio of one weighs as much as. */
const PRIOR = 5;

/** Whose errors are borrowed: a formula on the rows before its cutoff, so that each of them is honest. */
const LENDER = 'theta';

/** Forecasts of the lender at earlier cutoffs than those of the validation part, and at those. */
export interface Loan {
  readonly earlier: readonly Origin[];
  readonly earlierForecasts: readonly Forecast[];
  /** Places of some of the calibration's origins, and the lender's forecasts there. */
  readonly compared: readonly number[];
  readonly forecasts: readonly Forecast[];
}

/**
 * What a calibration may borrow whose own errors are worth less than twenty independent ones, as those of a
 * single short series are; null where they are enough, or nothing lies before them.
 * @param panel - as known at the first cutoff
 * @param origins - of the calibration
 * @param validationSize - rows at the end of each series that these lie in
 */
export async function loanFor(
  panel: Panel,
  origins: readonly Origin[],
  validationSize: number,
  { horizon, season, engine }: { horizon: number; season: number; engine: EngineSettings },
): Promise<Loan | null> {
  const own = (panel.series.length * validationSize) / horizon;
  if (origins.length === 0 || own >= FEW) return null;
  const wanted = Math.ceil(((ENOUGH - own) * horizon) / panel.series.length);
  const earlier = originsBefore(panel, validationSize, wanted, season);
  if (earlier.length === 0) return null;
  const lender = models.get(LENDER);
  const context = {
    horizon,
    season,
    probabilities: [],
    validationSize: 0,
    seed: 1,
    options: {},
    engine,
  };
  const fitted = await lender.fit(panel, context);
  const at = (all: readonly Origin[]) =>
    lender.forecast(fitted, { ...panel, series: knownAtOrigins(panel, all, horizon) }, engine);
  const step = Math.ceil(origins.length / COMPARED);
  const compared = [...origins.keys()].filter((i) => i % step === 0);
  return {
    earlier,
    earlierForecasts: await at(earlier),
    compared,
    forecasts: await at(compared.map((i) => origins[i]!)),
  };
}

/** Rows before the validation part of each series, `wanted` of them at most, thinned, in time order. */
function originsBefore(
  { series }: Panel,
  validationSize: number,
  wanted: number,
  season: number,
): Origin[] {
  const spans = series.map(({ values }) => {
    const start = firstFiniteIndex(values);
    const last = values.length - validationSize;
    if (start < 0 || last <= start) return { first: 0, last: -1 };
    const past = Math.max(2 * season, Math.ceil((values.length - start) * PAST));
    return { first: Math.max(start + past, last - wanted), last };
  });
  const rows = spans.reduce((sum, { first, last }) => sum + Math.max(0, last - first + 1), 0);
  const stride = Math.max(1, Math.ceil(rows / ORIGINS));
  const found: (Origin & { readonly distance: number })[] = [];
  for (const [s, { first, last }] of spans.entries()) {
    const { length } = series[s]!.values;
    for (let row = last; row >= first; row -= stride) {
      found.push({ series: s, row, distance: length - row });
    }
  }
  found.sort((a, b) => b.distance - a.distance);
  return found.map(({ series: s, row }) => ({ series: s, row }));
}

/**
 * The forecasts of a calibration with borrowed ones before them: each lies as far from its actual as the
 * lender's did, times the size of the model's errors beside the lender's on the validation part (shrunk
 * towards one, as these are few). Quantile heads are left out, since what is borrowed has none.
 */
export function withLoan(known: CalibrationForecasts, loan: Loan | null): CalibrationForecasts {
  if (loan === null) return known;
  const { series, origins, forecasts } = known;
  const ratio = errorRatio(known, loan);
  const borrowed = loan.earlier.map((origin, i): Forecast => {
    const { values } = series[origin.series]!;
    const { point } = loan.earlierForecasts[i]!;
    const moved = point.map((value, h) => {
      const actual = values[origin.row + h] ?? Number.NaN;
      return Number.isNaN(actual) ? value : actual + ratio * (value - actual);
    });
    return { point: moved, quantiles: [] };
  });
  const own = forecasts.map(({ point }): Forecast => ({ point, quantiles: [] }));
  return {
    ...known,
    origins: [...loan.earlier, ...origins],
    forecasts: [...borrowed, ...own],
    borrowed: loan.earlier.length,
  };
}

/** Mean absolute error beside the lender's at the same origins, each step in units of the lender's. */
function errorRatio(
  { series, origins, forecasts, horizon }: CalibrationForecasts,
  { compared, forecasts: lent }: Loan,
): number {
  const own = new Float64Array(horizon);
  const other = new Float64Array(horizon);
  const count = new Float64Array(horizon);
  for (const [k, i] of compared.entries()) {
    const { series: s, row } = origins[i]!;
    const { values } = series[s]!;
    for (let h = 0; h < horizon && row + h < values.length; h++) {
      const error = values[row + h]! - forecasts[i]!.point[h]!;
      const beside = values[row + h]! - lent[k]!.point[h]!;
      if (!Number.isFinite(error) || !Number.isFinite(beside)) continue;
      own[h]! += Math.abs(error);
      other[h]! += Math.abs(beside);
      count[h]! += 1;
    }
  }
  let sum = 0;
  let steps = 0;
  for (let h = 0; h < horizon; h++) {
    if (!(other[h]! > 0)) continue;
    sum += Math.min(4, own[h]! / other[h]!);
    steps += 1;
  }
  if (steps === 0) return 1;
  // Not one error: a series that follows a law, and the model knows it.
  if (sum === 0) return 0;
  const seen = (Math.max(...count) * origins.length) / compared.length;
  const worth = seen / horizon;
  return (worth * (sum / steps) + PRIOR) / (worth + PRIOR);
}
