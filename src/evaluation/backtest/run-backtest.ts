import type { Origin } from '../../data/panel/origins.js';
import type { Panel } from '../../data/panel/panel.js';
import { models } from '../../models/index.js';
import { defaultOptions } from '../../options.js';
import type { Backtest, BacktestResult } from '../backtest.js';
import type { BacktestPlan } from './plan.js';
import { type BacktestContext, type BacktestRequest, runModel } from './run-model.js';

export type { BacktestContext, BacktestRequest } from './run-model.js';

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
  const all = withControls(requests, context.season, context.references);
  const labels = new Set(all.map(({ label }) => label));
  const several = all.filter(({ model }) => model.combination).length > 1;
  for (const request of all) {
    const made = await runModel({ panel: kept, origins, request, plan, context });
    for (const result of made) {
      // Two combinations may have a member of the same name, each with a fit of its own.
      const label = several && result.memberOf ? `${request.label}: ${result.model}` : result.model;
      // A member that was asked for by itself, or is a control, has a row of its own.
      if (result.memberOf && labels.has(result.model)) continue;
      results.push({ ...result, model: label });
    }
  }
  return {
    horizon: plan.horizon,
    season: context.season,
    probabilities: context.probabilities,
    oneSided: context.form?.oneSided ?? [],
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

/** Series by series, an origin for each cutoff. */
export function planOrigins(panel: Panel, plan: BacktestPlan): Origin[] {
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
