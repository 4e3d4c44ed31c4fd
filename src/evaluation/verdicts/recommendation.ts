import type { ModelCost } from '../backtest/cost.js';
import type { Backtest } from '../backtest.js';
import type { Scores } from '../scores/scores.js';
import { betterControl, type Comparison, compareModels } from './comparisons.js';

/** Which model to use, and why. */
export interface Recommendation {
  readonly model: string;
  readonly sentence: string;
}

/** Standard errors, and share of its error, that a smaller model may lie behind the leader. */
const STANDARD_ERRORS = 1;
const SHARE = 0.1;

/**
 * The cheapest of the models whose error is within one standard error of the least (and not a tenth
 * more): not to be proven worse is not to be as good. Where some models beat the naives, the others are
 * not advised at all. "Cheap" is few parameters, then a small file, not seconds: the same data then give
 * the same advice on any machine.
 */
export function recommend(
  backtest: Backtest,
  scores: Scores,
  costs: readonly ModelCost[],
): Recommendation {
  const against = betterControl(backtest);
  const better = compareModels(backtest, against).filter(({ verdict }) => verdict === 'better');
  const worthy =
    better.length > 0 ? better.map(({ model }) => model) : scores.models.map(({ model }) => model);
  const leader = leastError(backtest, worthy);
  const near = new Set(
    compareModels(backtest, leader)
      .filter(isNear)
      .map(({ model }) => model),
  );
  const equals = costs
    .filter(({ model }) => worthy.includes(model) && (model === leader || near.has(model)))
    .sort(byCost);
  return {
    model: equals[0]!.model,
    sentence: explain(equals, leader, better.length > 0 ? against : null),
  };
}

/** Where nothing can be tested, only the share counts. */
const isNear = ({ skill, statistic }: Comparison) =>
  skill >= 0 || (!(statistic > STANDARD_ERRORS) && skill >= -SHARE);

const byCost = (a: ModelCost, b: ModelCost) => a.parameters - b.parameters || a.bytes - b.bytes;

/** The model that saves the largest share of a common reference's error. */
function leastError(backtest: Backtest, names: readonly string[]): string {
  const reference = names[0]!;
  const skills = new Map(
    compareModels(backtest, reference).map(({ model, skill }) => [model, skill]),
  );
  const skill = (model: string) => skills.get(model) ?? 0;
  return names.reduce((best, model) => (skill(model) > skill(best) ? model : best));
}

/** @param beaten - the naive that all advisable models beat; null where none does */
function explain(equals: readonly ModelCost[], leader: string, beaten: string | null): string {
  const [chosen] = equals;
  const { model } = chosen!;
  const size = describeSize(chosen!);
  const field = beaten === null ? '' : ` that beat ${beaten}`;
  if (model === leader) {
    return equals.length === 1
      ? `use ${model}: it has the least error, and no other model comes within a standard error of it`
      : `use ${model}: it has the least error, and none of the ${equals.length - 1} models within a standard error of it is smaller (${size})`;
  }
  return `use ${model} (${size}): ${leader} has the least error, but ${model} is within a standard error of it, and the smallest of the ${equals.length} models${field} of which that is true`;
}

const describeSize = ({ parameters }: ModelCost) =>
  parameters === 0 ? 'nothing to train' : `${parameters.toLocaleString('en')} parameters`;
