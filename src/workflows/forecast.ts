import type { Panel } from '../data/panel/panel.js';
import { positionsIn, type Shard } from '../data/panel/shard.js';
import { futureTimes } from '../data/panel/steps.js';
import type { EngineSettings } from '../engines/engine.js';
import type { ModelCost } from '../evaluation/backtest/cost.js';
import type { Backtest } from '../evaluation/backtest.js';
import { plainForm, withinRange } from '../evaluation/intervals/forecast-form.js';
import { withIntervals } from '../evaluation/intervals/intervals.js';
import { totalsHeldSentence } from '../evaluation/intervals/totals-held.js';
import { belowZeroRemark } from '../evaluation/verdicts/below-zero.js';
import type { Attribution } from '../insight/attribution.js';
import type { Diagnosis } from '../insight/diagnose.js';
import { diagnoseModel } from '../insight/diagnose-model.js';
import { explainModel } from '../insight/explain-model.js';
import { finiteForecasts } from '../models/finite-forecasts.js';
import type { Fitted } from '../models/model.js';
import type { SeriesForecast } from '../tables/results.js';
import { type BacktestJob, type BacktestOutcome, backtestPanel, readJobData } from './backtest.js';
import { costsOf, type FirstFit } from './costs.js';
import { requireFutureRows } from './covariates.js';
import { resolveModelling } from './modelling.js';
import { fittedHistory } from './planning/fitted.js';
import { summedForecasts } from './planning/hierarchical.js';
import { type Planned, type PlanningRequest, plannedOf } from './planning/planned.js';
import { type TrainedModel, trainModel } from './train.js';
import type { Observer } from './workflow.js';

export interface ForecastJob extends BacktestJob {
  /** Version of gatecast. */
  readonly version: string;
  /** Whether to look into what was trained, for the report. */
  readonly insight: boolean;
  readonly planning?: PlanningRequest | undefined;
  /** Whether the history is forecast as well, one step ahead. */
  readonly fitted?: boolean | undefined;
}

export interface ForecastOutcome extends BacktestOutcome {
  /** The models asked for, trained on all of the data. */
  readonly trained: readonly TrainedModel[];
  readonly forecasts: readonly SeriesForecast[];
  /** Totals and paths that were asked for. */
  readonly planned: Planned;
  /** One-step forecasts over the history; null unless they were asked for. */
  readonly fitted: Backtest | null;
  /** Null unless it was asked for. */
  readonly insight: Insight | null;
}

/** What a report tells beside the forecast: what it rests on, what is remembered, and what models cost. */
export interface Insight {
  readonly attributions: readonly Attribution[];
  readonly diagnoses: readonly Diagnosis[];
  readonly costs: readonly ModelCost[];
}

/**
 * The main job: backtest against the controls, then train the models asked for on all of the data
 * and forecast from its end.
 */
export async function runForecastJob(
  job: ForecastJob,
  observer: Observer,
): Promise<ForecastOutcome> {
  const reading = await readJobData(job, observer);
  requireFutureRows(reading.panel, resolveModelling(reading.panel, job.modelling, job.plan));
  const fits = new Map<string, FirstFit>();
  const latest = new Map<string, Fitted>();
  const watched: ForecastJob = {
    ...job,
    onFitted: ({ label, ...fit }) => {
      fits.set(label, fits.get(label) ?? fit);
      latest.set(label, fit.fitted);
    },
  };
  const { shard } = job.reading;
  const outcome = { reading, ...(await backtestPanel(reading.panel, watched, observer, shard)) };
  const { modelling } = outcome;
  const trained: TrainedModel[] = [];
  const forecasts: SeriesForecast[] = [];
  const planned: Planned[] = [];
  for (const request of modelling.requests) {
    const tested = outcome.backtest.results.find(({ model }) => model === request.label);
    const noted = tested?.training?.notes ?? [];
    const { validationSize } = job.plan;
    const settings = {
      validationSize,
      clock: job.clock,
      noted,
      tested: latest.get(request.label),
    };
    const model = await trainModel(reading.panel, request, modelling, settings, observer);
    trained.push(model);
    const { probabilities, engine } = modelling;
    const own = await forecastPanel(reading.panel, model, probabilities, engine, shard);
    const made = outcome.summed ? summedForecasts(own, outcome.summed) : own;
    forecasts.push(...made);
    const planning = { panel: reading.panel, forecasts: made, calibration: model.calibration };
    const { form, seed } = modelling;
    planned.push(plannedOf({ ...planning, range: form.range, seed }, job.planning ?? {}));
  }
  const insight = job.insight ? await lookInside(outcome, trained[0]!, fits, job, observer) : null;
  const { series } = reading.panel;
  const below = belowZeroRemark(
    forecasts.map((each) => ({ series: series[each.series]!, forecast: each.forecast })),
  );
  const remarks = [
    ...outcome.remarks,
    ...(job.planning?.total === undefined ? [] : totalsSentences(outcome)),
    ...(below === null ? [] : [below]),
  ];
  return {
    ...outcome,
    trained,
    forecasts,
    planned: {
      totals: planned.flatMap(({ totals }) => totals),
      paths: planned.flatMap(({ paths }) => paths),
    },
    fitted: job.fitted ? await fittedHistory(reading.panel, job, observer) : null,
    insight,
    remarks,
  };
}

/** How intervals of totals did in the backtest, for the models asked for. */
const totalsSentences = ({ backtest, modelling }: BacktestOutcome): string[] =>
  backtest.results.flatMap(({ model, totals }) =>
    totals && modelling.requests.some(({ label }) => label === model)
      ? [totalsHeldSentence(model, backtest.horizon, totals)]
      : [],
  );

/** Of the first model asked for, on the first series; an empty one has nothing to tell. */
async function lookInside(
  outcome: BacktestOutcome,
  { request, fitted }: TrainedModel,
  fits: ReadonlyMap<string, FirstFit>,
  job: ForecastJob,
  observer: Observer,
): Promise<Insight> {
  observer.step?.(`looking into ${request.label}`);
  const { model, label } = request;
  const { engine } = outcome.modelling;
  const { panel } = outcome.reading;
  const single = { ...panel, series: panel.series.slice(0, 1) };
  const { attributions } = await explainModel({
    model,
    fitted,
    panel: single,
    cutoffs: [0],
    engine,
  });
  const diagnosis =
    model.family === 'neural' ? await diagnoseModel(label, fitted, single, engine) : null;
  return {
    attributions,
    diagnoses: diagnosis ? [diagnosis] : [],
    costs: await costsOf(fits, job, outcome),
  };
}

/** Forecasts after the last row of every series (of a shard: of its own), with calibrated intervals. */
export async function forecastPanel(
  panel: Panel,
  { request, fitted, calibration, form = plainForm }: TrainedModel,
  probabilities: readonly number[],
  engine: EngineSettings,
  shard?: Shard,
): Promise<SeriesForecast[]> {
  const positions = positionsIn(panel.series, shard);
  if (positions.length === 0) return [];
  const own = { ...panel, series: positions.map((position) => panel.series[position]!) };
  const points = await finiteForecasts(request.model, fitted, own, engine, request.label);
  const calibrated =
    calibration === null ? points : withIntervals(points, own, calibration, probabilities);
  const forecasts = calibrated.map((each) => withinRange(each, probabilities, form.range));
  return forecasts.map((forecast, i) => ({
    model: request.label,
    series: positions[i]!,
    times: futureTimes(panel, own.series[i]!, fitted.horizon),
    forecast,
    probabilities,
    oneSided: form.oneSided,
  }));
}
