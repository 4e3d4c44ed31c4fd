import type { Panel } from '../../data/panel/panel.js';
import type { EngineSettings } from '../../engines/engine.js';
import { UserError } from '../../errors.js';
import { models } from '../../models/index.js';
import type { OptionValues } from '../../options.js';
import type { BacktestPlan } from '../backtest/plan.js';
import { runBacktest } from '../backtest/run-backtest.js';
import { referencesOf } from '../scores/score-columns.js';
import { scoreBacktest } from '../scores/scores.js';

/** One candidate's evaluation, as plain data that can be sent to a worker thread. */
export interface TrialJob {
  /** Holds nothing that the choice must not see. */
  readonly panel: Panel;
  readonly plan: BacktestPlan;
  readonly model: string;
  readonly options: OptionValues;
  readonly season: number;
  readonly seed: number;
  /** Of which lower is better. */
  readonly metric: string;
  readonly engine: EngineSettings;
}

export interface TrialResult {
  /** Over all windows of the plan; null when the candidate failed or the score is undefined. */
  readonly score: number | null;
  /** Why it failed. */
  readonly refusal: string | null;
  /** Of its training. */
  readonly multiplyAdds: number;
}

export interface TrialHooks {
  readonly clock: () => number;
  readonly signal?: AbortSignal;
}

/** Backtests one candidate. What would be an error for people elsewhere is the end of this candidate alone. */
export async function runTrial(job: TrialJob, hooks: TrialHooks): Promise<TrialResult> {
  const { panel, plan, season, seed, engine, metric, options } = job;
  const request = { model: models.get(job.model), label: job.model, options };
  let multiplyAdds = 0;
  try {
    const backtest = await runBacktest(panel, [request], plan, {
      season,
      seed,
      engine,
      probabilities: [],
      references: referencesOf([metric]),
      ...hooks,
      onFitted: ({ fitted }) => {
        multiplyAdds += models.get(fitted.model).multiplyAdds?.(fitted) ?? 0;
      },
    });
    const scores = scoreBacktest(backtest, [metric]).models;
    const score = scores.find(({ model }) => model === job.model)?.overall[0] ?? Number.NaN;
    return { score: Number.isFinite(score) ? score : null, refusal: null, multiplyAdds };
  } catch (error) {
    if (!(error instanceof UserError) || hooks.signal?.aborted) throw error;
    return { score: null, refusal: error.message, multiplyAdds };
  }
}
