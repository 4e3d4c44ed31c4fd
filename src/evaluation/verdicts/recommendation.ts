import type { ModelCost } from '../backtest/cost.js';
import type { Backtest } from '../backtest.js';
import type { Scores } from '../scores/scores.js';
import { compareModels } from './comparisons.js';

/** Which model to use, and why. */
export interface Recommendation {
  readonly model: string;
  readonly sentence: string;
}

/**
 * The cheapest of the models that no test tells from the one with the least error. "Cheap" is few
 * parameters, then a small file, not seconds: the same data then give the same advice on any machine.
 */
export function recommend(
  backtest: Backtest,
  scores: Scores,
  costs: readonly ModelCost[],
): Recommendation {
  const leader = leastError(backtest, scores);
  const worse = new Set(
    compareModels(backtest, leader)
      .filter(({ verdict }) => verdict === 'worse')
      .map(({ model }) => model),
  );
  const equals = costs.filter(({ model }) => !worse.has(model)).sort(byCost);
  const chosen = equals[0]!;
  return { model: chosen.model, sentence: explain(chosen, leader, equals.length) };
}

const byCost = (a: ModelCost, b: ModelCost) => a.parameters - b.parameters || a.bytes - b.bytes;

/** The model that saves the largest share of a common reference's error. */
function leastError(backtest: Backtest, scores: Scores): string {
  const reference = scores.models[0]!.model;
  const skills = new Map(
    compareModels(backtest, reference).map(({ model, skill }) => [model, skill]),
  );
  const skill = (model: string) => skills.get(model) ?? 0;
  return scores.models
    .map(({ model }) => model)
    .reduce((best, model) => (skill(model) > skill(best) ? model : best));
}

function explain(chosen: ModelCost, leader: string, equals: number): string {
  const { model } = chosen;
  const size = describeSize(chosen);
  if (model === leader) {
    return equals === 1
      ? `use ${model}: it has the least error, and every other model has significantly more`
      : `use ${model}: it has the least error, and none of the ${equals - 1} models that match it is smaller (${size})`;
  }
  return `use ${model} (${size}): ${leader} has the least error, but the difference may be chance, and ${model} is the smallest of the ${equals} models of which that is true`;
}

const describeSize = ({ parameters }: ModelCost) =>
  parameters === 0 ? 'nothing to train' : `${parameters.toLocaleString('en')} parameters`;
