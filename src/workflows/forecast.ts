import type { SeriesForecast } from '../charts/forecast.js';
import { futureTimes } from '../data/axis.js';
import type { Panel } from '../data/panel.js';
import type { EngineSettings } from '../engines/engine.js';
import { withIntervals } from '../evaluation/intervals.js';
import { type BacktestJob, type BacktestOutcome, backtestPanel, readJobData } from './backtest.js';
import { requireFutureRows } from './covariates.js';
import { resolveModelling } from './modelling.js';
import { type TrainedModel, trainModel } from './train.js';
import type { Observer } from './workflow.js';

export interface ForecastOutcome extends BacktestOutcome {
  /** The models asked for, trained on all of the data. */
  readonly trained: readonly TrainedModel[];
  readonly forecasts: readonly SeriesForecast[];
}

/**
 * The main job: backtest against the controls, then train the models asked for on all of the data
 * and forecast from its end.
 */
export async function runForecastJob(
  job: BacktestJob,
  observer: Observer,
): Promise<ForecastOutcome> {
  const reading = await readJobData(job, observer);
  requireFutureRows(reading.panel, resolveModelling(reading.panel, job.modelling));
  const outcome = { reading, ...(await backtestPanel(reading.panel, job, observer)) };
  const { modelling } = outcome;
  const trained: TrainedModel[] = [];
  const forecasts: SeriesForecast[] = [];
  for (const request of modelling.requests) {
    const settings = { validationSize: job.plan.validationSize, clock: job.clock };
    const model = await trainModel(reading.panel, request, modelling, settings, observer);
    trained.push(model);
    const { probabilities, engine } = modelling;
    forecasts.push(...(await forecastPanel(reading.panel, model, probabilities, engine)));
  }
  return { ...outcome, trained, forecasts };
}

/** Forecasts after the last row of every series, with calibrated intervals. */
export async function forecastPanel(
  panel: Panel,
  { request, fitted, calibration }: TrainedModel,
  probabilities: readonly number[],
  engine: EngineSettings,
): Promise<SeriesForecast[]> {
  const points = await request.model.forecast(fitted, panel, engine);
  const forecasts =
    calibration === null ? points : withIntervals(points, panel, calibration, probabilities);
  return forecasts.map((forecast, series) => ({
    model: request.label,
    series,
    times: futureTimes(panel, panel.series[series]!, fitted.horizon),
    forecast,
    probabilities,
  }));
}
