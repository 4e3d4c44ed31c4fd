import type { Inspection } from '../data/inspection.js';

import type { Panel } from '../data/panel/panel.js';
import type { ModelCost } from '../evaluation/backtest/cost.js';
import type { Backtest } from '../evaluation/backtest.js';
import type { Scores } from '../evaluation/scores/scores.js';
import type { TrackRecord } from '../evaluation/scores/track-record.js';
import type { Comparison } from '../evaluation/verdicts/comparisons.js';
import type { Attribution } from '../insight/attribution.js';
import type { Diagnosis } from '../insight/diagnose.js';
import type { Forecast, TrainingRecord } from '../models/model.js';

export interface NamedTraining {
  readonly model: string;
  readonly record: TrainingRecord;
}

/** Everything that a run may have to show; what a command does not make is empty or null. */
export interface Results {
  readonly panel: Panel | null;
  readonly inspection: Inspection | null;
  readonly forecasts: readonly SeriesForecast[];
  readonly backtest: Backtest | null;
  /** Models of the backtest that were asked for, unlike its controls. */
  readonly asked: readonly string[];
  readonly scores: Scores | null;
  /** Forecasts that were published, beside what came. */
  readonly track: TrackRecord | null;
  readonly comparisons: readonly Comparison[];
  readonly training: readonly NamedTraining[];
  readonly costs: readonly ModelCost[];
  /** Cells that were looked into. */
  readonly diagnoses: readonly Diagnosis[];
  /** What one forecast rests on. */
  readonly attributions: readonly Attribution[];
  /** A time in the user's own date format. */
  readonly formatTime: (time: number) => string;
}

/** One model's forecast of one series, with the times it is for. */
export interface SeriesForecast {
  readonly model: string;
  /** Index into the panel's series. */
  readonly series: number;
  /** Epoch milliseconds or step numbers. // (horizon) */
  readonly times: Float64Array;
  readonly forecast: Forecast;
  /** Of the forecast's quantiles, ascending. */
  readonly probabilities: readonly number[];
  /** Those of them that are shown by themselves, beside the bounds of levels. */
  readonly oneSided: readonly number[];
}
