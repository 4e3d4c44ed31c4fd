import { truncatePanel } from '../data/splits.js';
import type { ModelCost } from '../evaluation/cost.js';
import { type Recommendation, recommend } from '../evaluation/recommendation.js';
import { models } from '../models/index.js';
import type { Fitted } from '../models/model.js';
import { expectationsOf } from '../store/expectations.js';
import { encodeModel } from '../store/model-file.js';
import { type BacktestJob, type BacktestOutcome, runBacktestJob } from './backtest.js';
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

interface Fit {
  readonly fitted: Fitted;
  readonly seconds: number;
}

/**
 * One backtest of every network (unless models are named) beside the controls, with what each costs:
 * time of a fit and of a forecast, parameters, size of the file.
 */
export async function runCompareJob(job: CompareJob, observer: Observer): Promise<CompareOutcome> {
  const fits = new Map<string, Fit>();
  const named = job.modelling.models ?? networkModels();
  const outcome = await runBacktestJob(
    {
      ...job,
      modelling: { ...job.modelling, models: named },
      onFitted: ({ label, ...fit }) => fits.set(label, fits.get(label) ?? fit),
    },
    observer,
  );
  const costs: ModelCost[] = [];
  for (const { model } of outcome.backtest.results) {
    costs.push(await costOf(model, fits.get(model)!, job, outcome));
  }
  const { backtest, scores } = outcome;
  const unimproved = [...fits].filter(([, { fitted }]) => keptItsStart(fitted));
  return {
    ...outcome,
    costs,
    recommendation: recommend(backtest, scores, costs),
    remarks: [...outcome.remarks, ...startRemarks(unimproved.map(([label]) => label))],
  };
}

const networkModels = () =>
  models.entries.filter(({ family }) => family === 'neural').map(({ name }) => name);

/** Whether training never improved on the closed-form forecasts that a network starts from. */
const keptItsStart = ({ training }: Fitted) =>
  training !== null && training.epochs > 0 && training.bestEpoch === 0;

const startRemarks = (labels: readonly string[]) =>
  labels.length === 0
    ? []
    : [
        `training added nothing to the linear forecasts that ${labels.join(', ')} started from: train longer, or take a linear model`,
      ];

async function costOf(
  label: string,
  { fitted, seconds }: Fit,
  { clock, version }: CompareJob,
  { reading, modelling, plan }: BacktestOutcome,
): Promise<ModelCost> {
  const { panel } = reading;
  const series = plan.series.map((i) => panel.series[i]!);
  // From the first cutoff: there everything is known of the steps ahead.
  const rows = series.map(({ values }) => values.length - plan.cutoffs[0]!);
  const known = truncatePanel({ ...panel, series }, rows);
  const start = clock();
  await models.get(fitted.model).forecast(fitted, known, modelling.engine);
  const forecastSeconds = clock() - start;
  const options = modelling.requests.find((request) => request.label === label)?.options ?? {};
  const file = encodeModel({
    gatecast: version,
    expects: expectationsOf(panel),
    reading: {},
    options,
    seed: modelling.seed,
    fitted,
    calibration: null,
  });
  return {
    model: label,
    fitSeconds: seconds,
    forecastSeconds,
    parameters: fitted.training?.parameters ?? 0,
    bytes: file.length,
  };
}
