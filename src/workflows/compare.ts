import type { ModelCost } from '../evaluation/backtest/cost.js';
import { type Recommendation, recommend } from '../evaluation/verdicts/recommendation.js';
import { models } from '../models/index.js';
import type { Fitted } from '../models/model.js';
import { type BacktestJob, type BacktestOutcome, runBacktestJob } from './backtest.js';
import { costsOf, type FirstFit } from './costs.js';
import type { Observer } from './workflow.js';

export interface CompareJob extends BacktestJob {
  /** Version of gatecast. */
  readonly version: string;
}

export interface CompareOutcome extends BacktestOutcome {
  /** In the order of the backtest's results. */
  readonly costs: readonly ModelCost[];
  readonly recommendation: Recommendation;
}

/**
 * One backtest of every network and statistical model (unless some are named) beside the naives, with
 * what each costs: time of a fit and of a forecast, parameters, size of the file.
 */
export async function runCompareJob(job: CompareJob, observer: Observer): Promise<CompareOutcome> {
  const fits = new Map<string, FirstFit>();
  const named = job.modelling.models ?? comparedModels();
  const outcome = await runBacktestJob(
    {
      ...job,
      modelling: { ...job.modelling, models: named },
      onFitted: ({ label, ...fit }) => fits.set(label, fits.get(label) ?? fit),
    },
    observer,
  );
  const costs = await costsOf(fits, job, outcome);
  const { backtest, scores } = outcome;
  const unimproved = [...fits].filter(([, { fitted }]) => keptItsStart(fitted));
  return {
    ...outcome,
    costs,
    recommendation: recommend(backtest, scores, costs),
    remarks: [...outcome.remarks, ...startRemarks(unimproved.map(([label]) => label))],
  };
}

/** Networks are of interest beside what costs next to nothing. */
export const comparedModels = () =>
  models.entries
    .filter(({ family }) => family === 'neural' || family === 'statistical')
    .map(({ name }) => name);

/** Whether training never improved on the closed-form forecasts that a network starts from. */
const keptItsStart = ({ training }: Fitted) =>
  training !== null && training.epochs > 0 && training.bestEpoch === 0;

const startRemarks = (labels: readonly string[]) =>
  labels.length === 0
    ? []
    : [
        `training added nothing to the closed-form forecasts that ${labels.join(', ')} started from: their scores are those of the start`,
      ];
