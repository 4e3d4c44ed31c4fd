import type { Panel, Series } from '../data/panel.js';
import { truncate } from '../data/splits.js';
import type { EngineSettings } from '../engines/engine.js';
import type { Fitted, Model } from '../models/model.js';
import type { Origin } from './backtest.js';
import { chooseScaling } from './choose-scaling.js';
import { createResidualPools, type ResidualTable } from './residual-pool.js';
import { type CalibrationForecasts, collectResiduals, headsOf } from './residuals.js';

/** What turns forecasts into intervals: plain data that goes into the model file. */
export interface Calibration {
  readonly scaling: string;
  /** Probabilities of the model's quantile heads that are corrected; empty when the point is. */
  readonly heads: readonly number[];
  readonly horizon: number;
  readonly residuals: ResidualTable; // (max(1, heads) × horizon)
}

/** Origins in all that a calibration forecasts from, spread evenly over the validation part. */
const ORIGINS = 1500;

/**
 * Calibrates a fitted model on rolling origins over the last `validationSize` rows of every series,
 * which the fit has not trained on. Steps that reach beyond the end are left out.
 */
export async function calibrate(
  model: Model,
  fitted: Fitted,
  panel: Panel,
  request: {
    readonly validationSize: number;
    readonly probabilities: readonly number[];
    readonly engine: EngineSettings;
  },
): Promise<Calibration> {
  const known = await calibrationForecasts(model, fitted, panel, request);
  return createCalibration(known, fitted.horizon, request.probabilities);
}

/** The forecasts that `calibrate` is made from. */
export async function calibrationForecasts(
  model: Model,
  fitted: Fitted,
  panel: Panel,
  request: { readonly validationSize: number; readonly engine: EngineSettings },
): Promise<CalibrationForecasts> {
  const origins = calibrationOrigins(panel.series, request.validationSize);
  const series = origins.map((origin) => truncate(panel.series[origin.series]!, origin.row));
  const forecasts =
    origins.length > 0 ? await model.forecast(fitted, { ...panel, series }, request.engine) : [];
  return { series: panel.series, origins, forecasts };
}

/** Every row of the last `size` of each series that has a past, thinned to the allowed number. */
function calibrationOrigins(series: readonly Series[], size: number): Origin[] {
  const each = Math.max(1, Math.floor(ORIGINS / series.length));
  const stride = Math.max(1, Math.ceil(size / each));
  return series.flatMap(({ values }, s) => {
    const origins: Origin[] = [];
    let past = 0;
    for (let row = 0; row < values.length; row++) {
      const distance = values.length - row;
      if (past > 0 && distance <= size && distance % stride === 0) origins.push({ series: s, row });
      if (!Number.isNaN(values[row]!)) past += 1;
    }
    return origins;
  });
}

/** Chooses the scaling and collects the residuals. */
export function createCalibration(
  known: CalibrationForecasts,
  horizon: number,
  probabilities: readonly number[],
): Calibration {
  const scaling = chooseScaling(known, horizon, probabilities);
  const heads = headsOf(known, probabilities);
  const pools = createResidualPools(Math.max(1, heads.length), horizon);
  collectResiduals(pools, known, scaling, heads.length, known.origins.keys());
  return { scaling: scaling.name, heads, horizon, residuals: pools.table() };
}
