import { usageError } from '../../errors.js';
import { models } from '../../models/index.js';
import type { Backtest } from '../backtest.js';
import {
  absoluteLosses,
  comparisonUnits,
  type Losses,
  type TotalLoss,
  totalLoss,
} from '../scores/window-losses.js';
import { dieboldMariano } from './diebold-mariano.js';

export type Verdict = 'better' | 'indistinguishable' | 'worse';

/** A model beside a reference. */
export interface Comparison {
  readonly model: string;
  readonly against: string;
  /** 1 - error / reference error: 0.1 is a tenth less error. -Infinity when only the reference makes no error. */
  readonly skill: number;
  /** Diebold-Mariano statistic, below 0 in the model's favour; NaN where there is nothing to test. */
  readonly statistic: number;
  /** Two-sided; null when too little was compared to tell. */
  readonly pValue: number | null;
  readonly verdict: Verdict;
  /** The verdict for someone who never heard of the test. */
  readonly sentence: string;
}

/** Chance of crying "better" or "worse" where there is no difference. */
const SIGNIFICANT = 0.05;

/**
 * Compares every model with `against`, by default the better of the controls in this backtest. Error is
 * the mean absolute error over all steps (of several series: in units of each series' own change).
 * @throws UserError (exit 2) when `against` is not in the backtest
 */
export function compareModels(backtest: Backtest, against = betterControl(backtest)): Comparison[] {
  const units = comparisonUnits(backtest);
  const losses = new Map(
    backtest.results.map((result) => [result.model, absoluteLosses(backtest, result, units)]),
  );
  const totals = totalLosses(backtest);
  const reference = losses.get(against);
  if (!reference) throw notAmong(against, [...losses.keys()]);
  return backtest.results
    .filter(({ model }) => model !== against)
    .map(({ model }) => {
      const own = losses.get(model)!;
      const skill = skillOf(meanLoss(totals.get(model)!), meanLoss(totals.get(against)!));
      const { statistic, pValue } = dieboldMariano(differences(own, reference), units.overlap);
      const verdict = decide(skill, pValue);
      const sentence = explain({ model, against, skill, pValue, verdict });
      return { model, against, skill, statistic, pValue, verdict, sentence };
    });
}

function notAmong(against: string, labels: readonly string[]) {
  return usageError(
    `there is no model "${against}" in this backtest to compare with`,
    `name one of ${labels.join(', ')}, or add it with --model ${against}`,
  );
}

/** The control with the least error: what a model has to beat. */
export const betterControl = (backtest: Backtest): string => betterControlOf(totalLosses(backtest));

export type TotalLosses = ReadonlyMap<string, TotalLoss>;

/** The losses over all of every model of a backtest. */
export const totalLosses = (backtest: Backtest): TotalLosses =>
  new Map(backtest.results.map((result) => [result.model, totalLoss(backtest, result)]));

/** Every model's skill against one, by default the better control; null of that one. */
export function skillsOf(
  losses: TotalLosses,
  against = betterControlOf(losses),
): ReadonlyMap<string, number | null> {
  const reference = losses.get(against);
  if (!reference) throw notAmong(against, [...losses.keys()]);
  return new Map(
    [...losses].map(([model, own]) => [
      model,
      model === against ? null : skillOf(meanLoss(own), meanLoss(reference)),
    ]),
  );
}

function betterControlOf(losses: TotalLosses): string {
  const controls = [...losses]
    .filter(([model]) => models.has(model) && models.get(model).control)
    .map(([model, loss]) => ({ model, loss: meanLoss(loss) }));
  const best = controls.reduce((a, b) => (b.loss < a.loss ? b : a));
  return best.model;
}

/** 0 where both are perfect, so that a constant series shows no NaN; -Infinity for the loss of perfection. */
const skillOf = (own: number, reference: number) => (own === reference ? 0 : 1 - own / reference);

const meanLoss = ({ sum, count }: TotalLoss) => sum.value() / count.value();

/** Mean loss differences of the units in which anything is known. */
function differences(own: Losses, reference: Losses): number[] {
  return [...own.counts.keys()]
    .filter((unit) => own.counts[unit]! > 0)
    .map((unit) => (own.sums[unit]! - reference.sums[unit]!) / own.counts[unit]!);
}

function decide(skill: number, pValue: number | null): Verdict {
  if (pValue === null || pValue >= SIGNIFICANT || skill === 0) return 'indistinguishable';
  return skill > 0 ? 'better' : 'worse';
}

function explain(comparison: Omit<Comparison, 'sentence' | 'statistic'>): string {
  const { model, against, skill, pValue, verdict } = comparison;
  const size = Number.isFinite(skill)
    ? `${Math.abs(100 * skill).toFixed(1)} % ${skill >= 0 ? 'less' : 'more'} error`
    : `${against} makes no error`;
  if (pValue === null) {
    const why = skill === 0 ? 'their errors are equal' : 'too little was compared to tell';
    return `${model} is indistinguishable from ${against}: ${why}`;
  }
  const chance = pValue < 0.001 ? 'p < 0.001' : `p = ${pValue.toFixed(3)}`;
  if (verdict !== 'indistinguishable')
    return `${model} is ${verdict} than ${against}: ${size} (${chance})`;
  return `${model} is indistinguishable from ${against}: ${size}, which may be chance (${chance})`;
}
