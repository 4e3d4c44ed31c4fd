import { firstFiniteIndex } from '../../data/panel/history.js';
import { knownAtOrigins, type Origin } from '../../data/panel/origins.js';
import type { Panel, Series } from '../../data/panel/panel.js';
import type { EngineSettings } from '../../engines/engine.js';
import type { Fitted, Model } from '../../models/model.js';
import { loanFor, withLoan } from './borrowed.js';
import { chooseScaling } from './choose-scaling.js';
import type { ResidualPools, ResidualTable } from './residual-pool.js';
import { type CalibrationForecasts, collectResiduals, emptyPools, headsOf } from './residuals.js';
import type { Scaling } from './scalings.js';
import { collectTrajectories, type Trajectories } from './trajectories.js';

/** What turns forecasts into intervals: plain data that goes into the model file. */
export interface Calibration {
  readonly scaling: string;
  /** Probabilities of the model's quantile heads that are corrected; empty when the point is. */
  readonly heads: readonly number[];
  readonly horizon: number;
  /** Rows of a season; absent in the first model files, whose scaling knows none. */
  readonly season?: number | undefined;
  readonly residuals: ResidualTable; // (max(1, heads) × horizon)
  /** How many independent ones they are worth; null in the first model files: as many as there are. */
  readonly worth: Float64Array | null; // (max(1, heads) × horizon)
  /** How errors of steps hang together; absent in the first model files. */
  readonly trajectories?: Trajectories | undefined;
}

/** A calibration at work: it goes on learning as residuals arrive. */
export interface Calibrator {
  readonly scaling: Scaling;
  readonly heads: readonly number[];
  readonly horizon: number;
  readonly season: number;
  readonly pools: ResidualPools;
  readonly trajectories: Trajectories;
}

export interface CalibrationRequest {
  /** Rows at the end of each series that the fit has not trained on. */
  readonly validationSize: number;
  readonly probabilities: readonly number[];
  readonly engine: EngineSettings;
}

/** Origins that a calibration forecasts from, in all and of one series, spread over the validation part. */
const ORIGINS = 1500;
const ORIGINS_OF_ONE = 500;
/** However many series there are, so many of each. */
const LEAST_OF_ONE = 3;

/** Calibrates a fitted model, for the model file. */
export async function calibrate(
  model: Model,
  fitted: Fitted,
  panel: Panel,
  request: CalibrationRequest,
): Promise<Calibration> {
  const { scaling, heads, horizon, season, pools, trajectories } = await startCalibration(
    model,
    fitted,
    panel,
    request,
  );
  return {
    scaling: scaling.name,
    heads,
    horizon,
    season,
    residuals: pools.table(),
    worth: pools.worth(),
    trajectories,
  };
}

/**
 * Forecasts from rolling origins over the last `validationSize` rows of every series, chooses the
 * scaling and collects the residuals. Steps that reach beyond the end are left out.
 */
export async function startCalibration(
  model: Model,
  fitted: Fitted,
  panel: Panel,
  request: CalibrationRequest,
): Promise<Calibrator> {
  const { validationSize, engine, probabilities } = request;
  const origins = calibrationOrigins(panel.series, validationSize, fitted.season);
  const series = knownAtOrigins(panel, origins, fitted.horizon);
  const forecasts =
    origins.length > 0 ? await model.forecast(fitted, { ...panel, series }, engine) : [];
  const { horizon, season } = fitted;
  const known = { series: panel.series, origins, forecasts, horizon, season };
  const loan = await loanFor(panel, origins, validationSize, { horizon, season, engine });
  return calibratorOf(withLoan(known, loan), probabilities);
}

/** Chooses the scaling and collects the residuals of forecasts at calibration origins. */
export function calibratorOf(
  known: CalibrationForecasts,
  probabilities: readonly number[],
): Calibrator {
  const scaling = chooseScaling(known, probabilities);
  const heads = headsOf(known, probabilities);
  const pools = emptyPools(known, heads.length);
  collectResiduals(pools, known, scaling, heads.length, known.origins.keys());
  const trajectories = collectTrajectories(known, scaling);
  const { horizon, season } = known;
  return { scaling, heads, horizon, season, pools, trajectories };
}

/**
 * Rows of the last `size` of each series that has a past, thinned to the allowed number; in time order.
 * There are some for every size above 0, whatever the season. Where each of many series has a few only,
 * they begin at different rows: together they see all hours of the day, and not one date alone.
 */
export function calibrationOrigins(
  series: readonly Series[],
  size: number,
  season: number,
): Origin[] {
  const each = Math.max(
    LEAST_OF_ONE,
    Math.min(ORIGINS_OF_ONE, Math.floor(ORIGINS / series.length)),
  );
  const stride = strideOf(Math.max(1, Math.ceil(size / each)), size, season);
  const first = size - (size % stride);
  const origins: { readonly series: number; readonly row: number; readonly distance: number }[] =
    [];
  for (const [s, { values }] of series.entries()) {
    const start = firstFiniteIndex(values);
    if (start < 0) continue;
    for (let distance = first - (s % Math.min(stride, first)); distance > 0; distance -= stride) {
      const row = values.length - distance;
      if (row > start) origins.push({ series: s, row, distance });
    }
  }
  origins.sort((a, b) => b.distance - a.distance);
  return origins.map(({ series: s, row }) => ({ series: s, row }));
}

/**
 * A number of rows without a divisor in common with the season, because a stride of 24 hours would see one
 * hour of the day only: the next from `wanted` on, or the one before where that goes beyond `size`.
 */
function strideOf(wanted: number, size: number, season: number): number {
  const alone = (stride: number) => greatestDivisor(stride, season) === 1;
  for (let stride = wanted; stride <= size; stride++) if (alone(stride)) return stride;
  let stride = Math.min(wanted, Math.max(1, size));
  while (!alone(stride)) stride -= 1;
  return stride;
}

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));
