import type { Panel } from '../../data/panel/panel.js';
import { truncatePanel } from '../../data/panel/splits.js';
import type { EngineSettings } from '../../engines/engine.js';
import { finiteForecasts } from '../../models/finite-forecasts.js';
import type { FitContext, FitProgress, Fitted, Forecast, Model } from '../../models/model.js';
import { refitOnAllRows } from '../../models/refit.js';
import type { OptionValues } from '../../options.js';
import type { Checkpoints } from '../../training/training.js';
import type { BacktestResult, Origin } from '../backtest.js';
import { backtestIntervals } from '../intervals/backtest-intervals.js';
import { type Calibrator, knownAtOrigins, startCalibration } from '../intervals/calibration.js';
import { anyValue, type ForecastForm, keepWithin } from '../intervals/forecast-form.js';
import { totalsHeld } from '../intervals/totals-held.js';
import type { BacktestPlan } from './plan.js';

/** A model to evaluate. */
export interface BacktestRequest {
  readonly model: Model;
  readonly options: OptionValues;
  /** What the rows and scores call it; differs from the model's name when one is asked for twice. */
  readonly label: string;
  /** An earlier fit that has not seen what is judged, to go on from. */
  readonly warm?: Fitted;
}

export interface BacktestContext {
  /** Seasonal period in steps; 1 is "no season". */
  readonly season: number;
  /** Bounds of the intervals, ascending; empty for none. */
  readonly probabilities: readonly number[];
  /** Within what forecasts are to stay; anything when absent. */
  readonly form?: ForecastForm;
  readonly seed: number;
  readonly engine: EngineSettings;
  /** Names of further models that scores compare with (`referencesOf` the metrics). */
  readonly references?: readonly string[];
  /** Step size of adaptive conformal intervals; 0, the default, keeps them plain. */
  readonly adaptiveRate?: number;
  /** Seconds from any start, for the time each model took. */
  readonly clock: () => number;
  readonly onFit?: (event: {
    readonly label: string;
    readonly fit: number;
    readonly fits: number;
  }) => void;
  /** Called with every fitted model and the seconds its fit took. */
  readonly onFitted?: (event: {
    readonly label: string;
    readonly fitted: Fitted;
    readonly seconds: number;
  }) => void;
  readonly onEpoch?: FitProgress;
  /** Where each fit keeps its state, to go on after a kill. */
  readonly checkpoints?: (event: { readonly label: string; readonly fit: number }) => Checkpoints;
  readonly signal?: AbortSignal;
}

/** Everything that the steps of one model's evaluation share. */
interface ModelRun {
  readonly panel: Panel;
  readonly origins: readonly Origin[];
  readonly request: BacktestRequest;
  readonly plan: BacktestPlan;
  readonly context: BacktestContext;
}

/**
 * Evaluates one model: fits it at the cutoffs of the plan and forecasts from every origin. Origins are
 * series by series, with one for each cutoff.
 */
export async function runModel(run: ModelRun): Promise<BacktestResult> {
  const { panel, origins, request, plan, context } = run;
  const start = context.clock();
  const forecasts: Forecast[] = new Array(origins.length);
  let first: { readonly fitted: Fitted; readonly calibrator: Calibrator | null } | null = null;
  const each = windowsPerFit(plan);
  const fits = Math.ceil(plan.cutoffs.length / each);
  for (let fit = 0; fit < fits; fit++) {
    context.onFit?.({ label: request.label, fit: fit + 1, fits });
    const known = knownAt(panel, plan.cutoffs[fit * each]!);
    const begun = context.clock();
    const asked = fitContext(run, fit + 1);
    const fitted = await request.model.fit(known, asked);
    const fitSeconds = context.clock() - begun;
    first ??= { fitted, calibrator: await calibrateFirst(run, known, fitted) };
    const again = context.clock();
    const served = await refitOnAllRows(request.model, fitted, known, asked);
    const seconds = fitSeconds + (context.clock() - again);
    context.onFitted?.({ label: request.label, fitted: served, seconds });
    await forecastWindows(run, served, fit * each, (fit + 1) * each, forecasts);
  }
  const { horizon } = plan;
  const { probabilities, adaptiveRate = 0 } = context;
  const made = { series: panel.series, origins, forecasts, horizon };
  const point = flatten(forecasts, horizon);
  const quantiles = first?.calibrator
    ? backtestIntervals(made, first.calibrator, probabilities, adaptiveRate)
    : [];
  const totals = first?.calibrator
    ? { totals: totalsHeld(made, first.calibrator, probabilities) }
    : {};
  keepWithin(point, quantiles, probabilities, context.form?.range ?? anyValue);
  return {
    model: request.label,
    point,
    quantiles,
    ...totals,
    training: first?.fitted.training ?? null,
    seconds: context.clock() - start,
  };
}

/** Cutoffs that are forecast from with one fit. */
export function windowsPerFit({ refit, cutoffs }: BacktestPlan): number {
  if (refit === 'never') return cutoffs.length;
  return refit === 'always' ? 1 : Math.min(refit, cutoffs.length);
}

/** The panel as it was `cutoff` rows before the end of each series. */
export function knownAt(panel: Panel, cutoff: number): Panel {
  const rows = panel.series.map(({ values }) => values.length - cutoff);
  return truncatePanel(panel, rows);
}

function fitContext({ request, plan, context }: ModelRun, fit: number): FitContext {
  const { season, probabilities, seed, engine, clock, onEpoch, signal, checkpoints } = context;
  const { label, warm, options } = request;
  return {
    horizon: plan.horizon,
    season,
    probabilities,
    validationSize: plan.validationSize,
    seed,
    options,
    engine,
    clock,
    ...(onEpoch ? { onEpoch } : {}),
    ...(signal ? { signal } : {}),
    ...(warm ? { warm } : {}),
    ...(checkpoints ? { checkpoints: checkpoints({ label, fit }) } : {}),
  };
}

/** Later fits go on with the first one's calibration and the residuals that have arrived since. */
async function calibrateFirst(
  { request, plan, context }: ModelRun,
  known: Panel,
  fitted: Fitted,
): Promise<Calibrator | null> {
  const { probabilities, engine } = context;
  if (probabilities.length === 0) return null;
  const { validationSize } = plan;
  return startCalibration(request.model, fitted, known, { validationSize, probabilities, engine });
}

/** Forecasts from the windows [from, to) of all series in one call, each seeing its own past only. */
async function forecastWindows(
  { panel, origins, request, plan, context }: ModelRun,
  fitted: Fitted,
  from: number,
  to: number,
  forecasts: Forecast[],
): Promise<void> {
  const windows = plan.cutoffs.length;
  const positions = [...origins.keys()].filter((i) => i % windows >= from && i % windows < to);
  const chosen = positions.map((position) => origins[position]!);
  const series = knownAtOrigins(panel, chosen, plan.horizon);
  const { model, label } = request;
  const made = await finiteForecasts(model, fitted, { ...panel, series }, context.engine, label);
  for (const [i, position] of positions.entries()) forecasts[position] = made[i]!;
}

function flatten(forecasts: readonly Forecast[], horizon: number): Float64Array {
  const flat = new Float64Array(forecasts.length * horizon);
  for (const [i, { point }] of forecasts.entries()) flat.set(point, i * horizon);
  return flat;
}
