import type { Panel } from '../data/panel/panel.js';
import { referencePanel } from '../data/panel/reference.js';
import { type SeriesSample, sampledPanel } from '../data/panel/sample.js';
import { panelValidationSize } from '../evaluation/backtest/plan.js';
import type { BacktestRequest } from '../evaluation/backtest/run-backtest.js';
import { type Calibration, calibrate } from '../evaluation/intervals/calibration.js';
import type { ForecastForm } from '../evaluation/intervals/forecast-form.js';
import { note } from '../message.js';
import type { FitContext, Fitted } from '../models/model.js';
import { refitOnAllRows } from '../models/refit.js';
import type { Checkpoints } from '../training/training.js';
import { tellEmptyCalibration } from './missing-bands.js';
import type { Modelling } from './modelling.js';
import type { Observer } from './workflow.js';

/** A fitted model with what its intervals are made of. */
export interface TrainedModel {
  readonly request: BacktestRequest;
  readonly fitted: Fitted;
  /** Null when no intervals were asked for. */
  readonly calibration: Calibration | null;
  /** How forecasts are given; plain when absent. */
  readonly form?: ForecastForm | undefined;
}

export interface TrainSettings {
  /** Rows at the end of each series; decided from their lengths when absent. */
  readonly validationSize?: number | undefined;
  /** The series that are learnt from; all when absent. */
  readonly sample?: SeriesSample | undefined;
  /** Seconds from any start, for progress and time budgets. */
  readonly clock: () => number;
  /** Where the training keeps its state, to go on after a kill. */
  readonly checkpoints?: Checkpoints;
  /** An earlier fit of the same model, to go on from. */
  readonly warm?: Fitted;
  /** The fit that a backtest has tested: what is served is composed as it is. */
  readonly tested?: Fitted | undefined;
  /** Notes of the backtest before it: they are not repeated, and others said to be of this training. */
  readonly noted?: readonly string[];
}

/**
 * Fits one model to all of the panel; the last rows of each series are its validation part, on which
 * it stops early and its intervals are calibrated. Where that helps it, its parameters are then learnt
 * from those rows as well.
 */
export async function trainModel(
  panel: Panel,
  request: BacktestRequest,
  modelling: Modelling,
  { validationSize, sample, clock, checkpoints, warm, tested, noted }: TrainSettings,
  observer: Observer,
): Promise<TrainedModel> {
  const { horizon, season, probabilities, seed, engine } = modelling;
  const size = validationSizeOf(panel, horizon, validationSize);
  observer.step?.(`training ${request.label}`);
  const context: FitContext = {
    horizon,
    season,
    probabilities,
    validationSize: size,
    seed,
    options: request.options,
    engine,
    clock,
    ...(checkpoints ? { checkpoints } : {}),
    ...(warm ? { warm } : {}),
    ...(tested ? { tested } : {}),
    ...(observer.epochs ? { onEpoch: observer.epochs(request.label) } : {}),
    ...(observer.signal ? { signal: observer.signal } : {}),
  };
  const learnt = sampledPanel(panel, sample);
  const first = await request.model.fit(learnt, context);
  const calibration =
    probabilities.length === 0
      ? null
      : await calibrate(request.model, first, referencePanel(panel), {
          validationSize: size,
          probabilities,
          engine,
        });
  if (calibration) tellEmptyCalibration(request.label, calibration, observer);
  const fitted = await refitOnAllRows(request.model, first, learnt, context);
  const older = `all but the newest ${size} rows`;
  const trained =
    request.model.family === 'combination'
      ? `its networks trained on ${older}`
      : `trained on ${request.model.refits ? 'all rows' : older}`;
  tellNotes(noted ? `${request.label}, ${trained}` : request.label, fitted, noted, observer);
  return { request, fitted, calibration, form: modelling.form };
}

function tellNotes(
  subject: string,
  { training }: Fitted,
  noted: readonly string[] | undefined,
  observer: Observer,
): void {
  for (const text of training?.notes ?? []) {
    if (!noted?.includes(text)) observer.say?.(note(`${subject}: ${text}`));
  }
}

/** Rows at the end of each series for validation: as asked, or decided from their lengths. */
export function validationSizeOf(panel: Panel, horizon: number, asked: number | undefined): number {
  const rows = referencePanel(panel).series.map((series) => series.values.length);
  return asked ?? panelValidationSize(rows, horizon);
}
