import { knownAtOrigins, type Origin } from '../../data/panel/origins.js';
import type { Panel } from '../../data/panel/panel.js';
import { referencePanel } from '../../data/panel/reference.js';
import type { EngineSettings } from '../../engines/engine.js';
import { finiteForecasts } from '../../models/finite-forecasts.js';
import { models } from '../../models/index.js';
import type { FitProgress, Fitted, Forecast, Model } from '../../models/model.js';
import type { OptionValues } from '../../options.js';
import type { Checkpoints } from '../../training/training.js';
import { loanFor, withLoan } from '../intervals/borrowed.js';
import { type Calibrator, calibrationOrigins, calibratorOf } from '../intervals/calibration.js';
import type { ForecastForm } from '../intervals/forecast-form.js';
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
export interface ModelRun {
  readonly panel: Panel;
  readonly origins: readonly Origin[];
  readonly request: BacktestRequest;
  readonly plan: BacktestPlan;
  readonly context: BacktestContext;
}

/** A model whose forecasts are looked at: the one that was asked for, or a member of a combination. */
export interface Track {
  readonly label: string;
  readonly family: Model['family'];
  readonly fitted: Fitted;
  readonly calibrator: Calibrator | null;
  readonly forecasts: Forecast[]; // (origins)
}

/** Later fits go on with the first one's calibration and the residuals that have arrived since. */
export async function startTracks(
  { request, origins, plan, context }: ModelRun,
  known: Panel,
  fitted: Fitted,
): Promise<Track[]> {
  const { probabilities, engine } = context;
  const { horizon, validationSize } = plan;
  const judged = referencePanel(known);
  const earlier = calibrationOrigins(judged.series, validationSize, fitted.season);
  const calibrated = probabilities.length > 0;
  const series = calibrated ? knownAtOrigins(judged, earlier, horizon) : [];
  const made = await forecastAll(request, fitted, { ...known, series }, engine);
  const { season } = fitted;
  const settings = { horizon, season, engine };
  const loan = calibrated ? await loanFor(judged, earlier, validationSize, settings) : null;
  const shared = { series: judged.series, origins: earlier, horizon, season };
  return made.map(({ forecasts, ...track }) => ({
    ...track,
    calibrator: calibrated
      ? calibratorOf(withLoan({ ...shared, forecasts }, loan), probabilities)
      : null,
    forecasts: new Array<Forecast>(origins.length),
  }));
}

/** Forecasts of the members of a combination, then of the model itself. */
async function forecastAll(
  { model, label }: BacktestRequest,
  fitted: Fitted,
  panel: Panel,
  engine: EngineSettings,
) {
  const { combination } = model;
  const members = combination?.members(fitted) ?? [];
  const parts: Omit<Track, 'calibrator'>[] = [];
  for (const member of members) {
    const own = models.get(member.model);
    const forecasts = await forecastNone(panel, () =>
      finiteForecasts(own, member, panel, engine, member.model),
    );
    parts.push({ label: member.model, family: own.family, fitted: member, forecasts });
  }
  const forecasts = await forecastNone(panel, async () =>
    combination
      ? combination.combine(
          fitted,
          panel,
          parts.map((part) => part.forecasts),
        )
      : finiteForecasts(model, fitted, panel, engine, label),
  );
  return [...parts, { label, family: model.family, fitted, forecasts }];
}

/** Nothing where there is nothing to forecast. */
const forecastNone = async (panel: Panel, forecast: () => Promise<readonly Forecast[]>) =>
  panel.series.length > 0 ? [...(await forecast())] : [];

/** Forecasts from the windows [from, to) of all series in one call, each seeing its own past only. */
export async function forecastWindows(
  { panel, origins, request, plan, context }: ModelRun,
  fitted: Fitted,
  from: number,
  to: number,
  tracks: readonly Track[],
): Promise<Track[]> {
  const windows = plan.cutoffs.length;
  const positions = [...origins.keys()].filter((i) => i % windows >= from && i % windows < to);
  const chosen = positions.map((position) => origins[position]!);
  const series = knownAtOrigins(panel, chosen, plan.horizon);
  const made = await forecastAll(request, fitted, { ...panel, series }, context.engine);
  const byLabel = new Map(made.map(({ label, forecasts }) => [label, forecasts]));
  return tracks.flatMap((track) => {
    const forecasts = byLabel.get(track.label);
    if (!forecasts) return [];
    for (const [i, position] of positions.entries()) track.forecasts[position] = forecasts[i]!;
    return [track];
  });
}
