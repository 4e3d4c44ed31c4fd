import { knownAtOrigins } from '../../data/panel/origins.js';
import type { Panel, Series } from '../../data/panel/panel.js';
import type { EngineSettings } from '../../engines/engine.js';
import { UserError } from '../../errors.js';
import type { DryRun, FitContext, Fitted, Model } from '../../models/model.js';
import { calibrationOrigins, startCalibration } from '../intervals/calibration.js';
import type { BacktestPlan } from './plan.js';
import { planOrigins } from './run-backtest.js';
import { type BacktestRequest, knownAt, windowsPerFit } from './run-model.js';

/** How long forecasts are looked at, and fits of what does not iterate. */
const FORECAST_SECONDS = 0.1;
const FIT_SECONDS = 0.3;

/** What training and using one model will take on this machine. */
export interface ModelEstimate {
  readonly model: string;
  readonly fits: number;
  /** Networks of an ensemble that train at the same time, each on a thread of its own. */
  readonly lanes: number;
  /** 0 for models that do not iterate, as are their epochs and multiply-adds. */
  readonly parameters: number;
  readonly windows: { readonly train: number; readonly validation: number };
  /** Of one fit. */
  readonly epochs: { readonly most: number; readonly least: number };
  /** Of all fits, when none ends early. */
  readonly multiplyAdds: number;
  readonly seconds: {
    /** Of all but the epochs. */
    readonly start: number;
    /** Of one epoch of one fit. */
    readonly epoch: number;
    /** When every fit ends as early, or as late, as it can. */
    readonly least: number;
    readonly most: number;
  };
}

/** What will be done with a model. */
export interface EstimateRequest extends BacktestRequest {
  /** What one fit learns from; of several, a middling one. */
  readonly known: Panel;
  readonly fits: number;
  /** Forecasts that follow, beside those of the calibration. */
  readonly origins: readonly Series[];
  readonly validationSize: number;
}

export interface EstimateContext {
  readonly horizon: number;
  readonly season: number;
  readonly probabilities: readonly number[];
  readonly seed: number;
  readonly engine: EngineSettings;
  readonly clock: () => number;
  /** How long a training's first steps are looked at. */
  readonly trainingSeconds: number;
}

/** The model of a backtest, with all its fits and forecasts. */
export function backtestRequest(
  request: BacktestRequest,
  panel: Panel,
  plan: BacktestPlan,
): EstimateRequest {
  const kept = { ...panel, series: plan.series.map((position) => panel.series[position]!) };
  const each = windowsPerFit(plan);
  const fits = Math.ceil(plan.cutoffs.length / each);
  const middle = plan.cutoffs[Math.floor((fits - 1) / 2) * each]!;
  return {
    ...request,
    fits,
    validationSize: plan.validationSize,
    known: knownAt(kept, middle),
    origins: knownAtOrigins(kept, planOrigins(kept, plan), plan.horizon),
  };
}

/** Tries one fit and some forecasts. @throws UserError as the fit itself would */
export async function estimateModel(
  request: EstimateRequest,
  context: EstimateContext,
): Promise<ModelEstimate> {
  const { label, model, known, fits, origins } = request;
  const dryRun = await tryFit(request, { ...context, ...request });
  const { parameters, windows, epochs, multiplyAddsPerEpoch, lanes } = dryRun;
  const { fitted, startSeconds, epochSeconds, budgetSeconds } = dryRun;
  const forecasting = await forecastSeconds(model, fitted, { ...known, series: origins }, context);
  const calibrating = await calibrationSeconds(request, fitted, context);
  const fitSeconds = startSeconds * (model.refits ? 2 : 1);
  const start = fits * fitSeconds + calibrating + forecasting;
  const seconds = (count: number) => start + fits * Math.min(budgetSeconds, count * epochSeconds);
  return {
    model: label,
    fits,
    lanes,
    parameters,
    windows,
    epochs,
    multiplyAdds: fits * epochs.most * multiplyAddsPerEpoch,
    seconds: {
      start,
      epoch: epochSeconds,
      least: seconds(epochs.least),
      most: seconds(epochs.most),
    },
  };
}

function tryFit(
  { model, known }: EstimateRequest,
  context: FitContext & EstimateContext,
): Promise<DryRun> {
  return model.dryRun?.(known, context, context.trainingSeconds) ?? fitSome(model, known, context);
}

/** A model that does not iterate is fitted: to a few series first, and to more while there is time. */
async function fitSome(
  model: Model,
  panel: Panel,
  context: FitContext & EstimateContext,
): Promise<DryRun> {
  const { clock } = context;
  const all = panel.series.length;
  const until = clock() + FIT_SECONDS;
  for (let count = 1; ; count *= 2) {
    const series = spread(panel.series, count);
    const begun = clock();
    // A few series may be too short where all together are not.
    const fitted = await model.fit({ ...panel, series }, context).catch((error: unknown) => {
      if (error instanceof UserError && series.length < all) return null;
      throw error;
    });
    const seconds = ((clock() - begun) * all) / series.length;
    if (fitted && (series.length === all || clock() >= until)) return untrained(fitted, seconds);
  }
}

function untrained(fitted: Fitted, startSeconds: number): DryRun {
  return {
    fitted,
    startSeconds,
    parameters: fitted.training?.parameters ?? 0,
    windows: fitted.training?.windows ?? { train: 0, validation: 0 },
    epochs: { most: 0, least: 0 },
    lanes: 1,
    multiplyAddsPerEpoch: 0,
    epochSeconds: 0,
    budgetSeconds: Number.POSITIVE_INFINITY,
  };
}

/** Where its forecasts are quick, the calibration is done; else they are most of it. */
async function calibrationSeconds(
  { model, known, validationSize }: EstimateRequest,
  fitted: Fitted,
  context: EstimateContext,
): Promise<number> {
  const { probabilities, season, clock } = context;
  if (probabilities.length === 0) return 0;
  const origins = calibrationOrigins(known.series, validationSize, season);
  const panel = { ...known, series: knownAtOrigins(known, origins, fitted.horizon) };
  const forecasting = await forecastSeconds(model, fitted, panel, context);
  if (forecasting > FIT_SECONDS) return forecasting;
  const begun = clock();
  await startCalibration(model, fitted, known, { ...context, validationSize });
  return clock() - begun;
}

/** Seconds that forecasts of all the panel's series would take, judged by more and more of them. */
async function forecastSeconds(
  model: Model,
  fitted: Fitted,
  panel: Panel,
  { engine, clock }: EstimateContext,
): Promise<number> {
  const all = panel.series.length;
  if (all === 0) return 0;
  const until = clock() + FORECAST_SECONDS;
  for (let count = 1; ; count *= 2) {
    const series = spread(panel.series, count);
    const begun = clock();
    await model.forecast(fitted, { ...panel, series }, engine);
    const seconds = ((clock() - begun) * all) / series.length;
    if (series.length === all || clock() >= until) return seconds;
  }
}

/** So many of the series, evenly spread. */
function spread(series: readonly Series[], count: number): readonly Series[] {
  if (count >= series.length) return series;
  return Array.from({ length: count }, (_, i) => series[Math.floor((i * series.length) / count)]!);
}
