import { truncatePanel } from '../data/panel/splits.js';
import type { ModelCost } from '../evaluation/backtest/cost.js';
import { models } from '../models/index.js';
import type { Fitted } from '../models/model.js';
import { expectationsOf } from '../store/expectations.js';
import { encodeModel } from '../store/model-file.js';
import type { BacktestOutcome } from './backtest.js';

/** The first fit of a model in a backtest. */
export interface FirstFit {
  readonly fitted: Fitted;
  readonly seconds: number;
}

export interface CostsContext {
  /** Seconds from any start. */
  readonly clock: () => number;
  /** Version of gatecast. */
  readonly version: string;
}

/** What each model of a backtest that was fitted by itself costs, in the order of the results. */
export async function costsOf(
  fits: ReadonlyMap<string, FirstFit>,
  context: CostsContext,
  outcome: BacktestOutcome,
): Promise<ModelCost[]> {
  const costs: ModelCost[] = [];
  for (const { model } of outcome.backtest.results) {
    // Members of a combination were fitted with it.
    const fit = fits.get(model);
    if (fit) costs.push(await costOf(model, fit, context, outcome));
  }
  return costs;
}

async function costOf(
  label: string,
  { fitted, seconds }: FirstFit,
  { clock, version }: CostsContext,
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
