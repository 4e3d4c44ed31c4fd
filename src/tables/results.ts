import type { SeriesForecast } from '../charts/forecast.js';
import type { Panel } from '../data/panel.js';
import type { Inspection } from '../data/reading.js';
import type { Backtest } from '../evaluation/backtest.js';
import type { TrainingRecord } from '../models/model.js';

/** One score row: a model over all series (`id` null) or on one. */
export interface ScoreRow {
  readonly model: string;
  readonly id: string | null;
  /** By metric name, or metric and level such as `coverage_80`. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** A model beside the best baseline. */
export interface Comparison {
  readonly model: string;
  readonly against: string;
  /** 1 - own error / the baseline's: above 0 is better. */
  readonly skill: number;
  /** Of the difference being chance; null where it cannot be told. */
  readonly pValue: number | null;
}

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
  readonly scores: readonly ScoreRow[];
  readonly comparisons: readonly Comparison[];
  readonly training: readonly NamedTraining[];
  /** A time in the user's own date format. */
  readonly formatTime: (time: number) => string;
}
