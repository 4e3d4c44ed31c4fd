import type { Panel } from '../data/panel.js';
import { truncate, truncatePanel } from '../data/splits.js';
import type { EngineSettings } from '../engines/engine.js';
import { models } from '../models/index.js';
import type { FitProgress, Fitted, Forecast, Model } from '../models/model.js';
import { defaultOptions, type OptionValues } from '../options.js';
import type { Backtest, BacktestResult, Origin } from './backtest.js';
import { backtestIntervals } from './backtest-intervals.js';
import { type Calibrator, startCalibration } from './calibration.js';
import type { BacktestPlan } from './plan.js';

/** A model to evaluate. */
export interface BacktestRequest {
  readonly model: Model;
  readonly options: OptionValues;
  /** What the rows and scores call it; differs from the model's name when one is asked for twice. */
  readonly label: string;
}

export interface BacktestContext {
  /** Seasonal period in steps; 1 is "no season". */
  readonly season: number;
  /** Bounds of the intervals, ascending; empty for none. */
  readonly probabilities: readonly number[];
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
  readonly onEpoch?: FitProgress;
  readonly signal?: AbortSignal;
}

/**
 * Evaluates models at every cutoff of the plan. A fit receives the panel truncated at its cutoff and
 * nothing else; all origins of one fit are forecast in one call. The controls of the registry are
 * always among the models, in front.
 */
export async function runBacktest(
  panel: Panel,
  requests: readonly BacktestRequest[],
  plan: BacktestPlan,
  context: BacktestContext,
): Promise<Backtest> {
  const kept = { ...panel, series: plan.series.map((position) => panel.series[position]!) };
  const origins = planOrigins(kept, plan);
  const results: BacktestResult[] = [];
  for (const request of withControls(requests, context.season, context.references)) {
    results.push(await runModel(kept, origins, request, plan, context));
  }
  return {
    horizon: plan.horizon,
    season: context.season,
    probabilities: context.probabilities,
    series: kept.series,
    origins,
    actual: readActuals(kept, origins, plan.horizon),
    results,
  };
}

/** The requests with the registry's controls (except those that the season makes equal) and references in front. */
export function withControls(
  requests: readonly BacktestRequest[],
  season: number,
  references: readonly string[] = [],
): BacktestRequest[] {
  const asked = new Set(requests.map((request) => request.model.name));
  const added = models.entries
    .filter((model) => !asked.has(model.name))
    .filter(
      (model) =>
        references.includes(model.name) || (model.control && (season > 1 || !model.needsSeason)),
    )
    .map((model) => ({ model, options: defaultOptions(model.options), label: model.name }));
  return [...added, ...requests];
}

function planOrigins(panel: Panel, plan: BacktestPlan): Origin[] {
  return panel.series.flatMap(({ values }, series) =>
    plan.cutoffs.map((cutoff) => ({ series, row: values.length - cutoff })),
  );
}

function readActuals(panel: Panel, origins: readonly Origin[], horizon: number): Float64Array {
  const actual = new Float64Array(origins.length * horizon);
  for (const [i, { series, row }] of origins.entries()) {
    actual.set(panel.series[series]!.values.subarray(row, row + horizon), i * horizon);
  }
  return actual;
}

async function runModel(
  panel: Panel,
  origins: readonly Origin[],
  request: BacktestRequest,
  plan: BacktestPlan,
  context: BacktestContext,
): Promise<BacktestResult> {
  const start = context.clock();
  const forecasts: Forecast[] = new Array(origins.length);
  const windows = plan.cutoffs.length;
  const each = windowsPerFit(plan);
  const fits = Math.ceil(windows / each);
  let first: { readonly fitted: Fitted; readonly calibrator: Calibrator | null } | null = null;
  for (let fit = 0; fit < fits; fit++) {
    context.onFit?.({ label: request.label, fit: fit + 1, fits });
    const cutoff = plan.cutoffs[fit * each]!;
    const known = truncatePanel(
      panel,
      panel.series.map(({ values }) => values.length - cutoff),
    );
    const fitted = await fitModel(known, request, plan, context);
    first ??= { fitted, calibrator: await calibrateFirst(known, fitted, request, plan, context) };
    const positions = [...origins.keys()].filter((i) => Math.floor((i % windows) / each) === fit);
    const series = positions.map((i) => {
      const origin = origins[i]!;
      return truncate(panel.series[origin.series]!, origin.row);
    });
    const made = await request.model.forecast(fitted, { ...panel, series }, context.engine);
    for (const [k, position] of positions.entries()) forecasts[position] = made[k]!;
  }
  const run = { series: panel.series, origins, forecasts, horizon: plan.horizon };
  const { probabilities, adaptiveRate = 0 } = context;
  return {
    model: request.label,
    point: flatten(forecasts, plan.horizon),
    quantiles: first?.calibrator
      ? backtestIntervals(run, first.calibrator, probabilities, adaptiveRate)
      : [],
    training: first?.fitted.training ?? null,
    seconds: context.clock() - start,
  };
}

function windowsPerFit({ refit, cutoffs }: BacktestPlan): number {
  if (refit === 'never') return cutoffs.length;
  return refit === 'always' ? 1 : Math.min(refit, cutoffs.length);
}

function fitModel(
  known: Panel,
  { model, options }: BacktestRequest,
  { horizon, validationSize }: BacktestPlan,
  { season, probabilities, seed, engine, onEpoch, signal }: BacktestContext,
): Promise<Fitted> {
  return model.fit(known, {
    horizon,
    season,
    probabilities,
    validationSize,
    seed,
    options,
    engine,
    ...(onEpoch ? { onEpoch } : {}),
    ...(signal ? { signal } : {}),
  });
}

/** Later fits go on with the first one's calibration and the residuals that have arrived since. */
async function calibrateFirst(
  known: Panel,
  fitted: Fitted,
  { model }: BacktestRequest,
  { validationSize }: BacktestPlan,
  { probabilities, engine }: BacktestContext,
): Promise<Calibrator | null> {
  if (probabilities.length === 0) return null;
  return startCalibration(model, fitted, known, { validationSize, probabilities, engine });
}

function flatten(forecasts: readonly Forecast[], horizon: number): Float64Array {
  const flat = new Float64Array(forecasts.length * horizon);
  for (const [i, { point }] of forecasts.entries()) flat.set(point, i * horizon);
  return flat;
}
