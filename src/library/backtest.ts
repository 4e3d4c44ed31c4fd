import type { Panel } from '../data/panel/panel.js';
import type { Refit } from '../evaluation/backtest/plan.js';
import { type BacktestRow, backtestRows } from '../evaluation/backtest/rows.js';
import { type ScoreDocument, scoreDocuments } from '../evaluation/scores/score-documents.js';
import type { Comparison } from '../evaluation/verdicts/comparisons.js';
import { backtestPanel } from '../workflows/backtest.js';
import { clock, type ModelSettings, modellingRequest } from './settings.js';

export interface BacktestSettings extends ModelSettings {
  /** Names in `gatecast models`; default gru. Naive and seasonal-naive are always scored beside them. */
  readonly models?: readonly string[];
  /** Number of cutoffs. */
  readonly windows?: number;
  /** Rows between two cutoffs. */
  readonly stride?: number;
  /** Rows at the end of each series that are tested on. */
  readonly testSize?: number;
  readonly refit?: Refit;
  /** Names of the scores. */
  readonly metrics?: readonly string[];
}

export interface BacktestResult {
  readonly horizon: number;
  /** Cutoffs. */
  readonly windows: number;
  /** One a model over all series (`id` is null), then by series where there are several. */
  readonly scores: readonly ScoreDocument[];
  readonly comparisons: readonly Comparison[];
  /** What the scores alone do not tell, one sentence each. */
  readonly remarks: readonly string[];
  /** Every forecast beside what came of it, made one at a time. */
  rows(): Generator<BacktestRow>;
}

/**
 * Rolling-origin evaluation: a model sees nothing after a cutoff and forecasts from it.
 * @throws UserError for unusable data (exitCode 4) or settings (2)
 */
export async function backtest(
  panel: Panel,
  settings: BacktestSettings = {},
): Promise<BacktestResult> {
  const { windows, stride, testSize, validationSize, refit, metrics, observer = {} } = settings;
  const outcome = await backtestPanel(
    panel,
    {
      modelling: modellingRequest(settings.models, settings),
      plan: { windows, stride, testSize, validationSize, refit },
      metrics,
      clock,
    },
    observer,
  );
  return {
    horizon: outcome.plan.horizon,
    windows: outcome.plan.cutoffs.length,
    scores: scoreDocuments(outcome.backtest, outcome.scores),
    comparisons: outcome.comparisons,
    remarks: outcome.remarks,
    rows: () => backtestRows(outcome.backtest),
  };
}
