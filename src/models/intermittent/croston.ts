import type { OptionSpecs, OptionValues } from '../../options.js';
import { createRule, type Rule } from '../rule.js';
import { demandOf } from './demand.js';

const options: OptionSpecs = {
  alpha: {
    kind: 'number',
    default: 0.1,
    min: 0,
    max: 1,
    help: 'weight of the newest demand and of the newest interval',
    search: { kind: 'values', values: [0.05, 0.1, 0.2, 0.3] },
  },
};

const weight = (given: OptionValues) => ({ alpha: given.alpha ?? 0.1 });

/** A model that forecasts the same rate of demand for every step. */
function rateRule(
  rule: Pick<Rule, 'name' | 'summary'>,
  rate: (values: Float64Array, alpha: number) => number,
) {
  return createRule({
    ...rule,
    family: 'statistical',
    control: false,
    needsSeason: false,
    options,
    resolve: ({ options: given }) => weight(given),
    predict: (values, { horizon, options: given }) =>
      new Float64Array(horizon).fill(rate(values, Number(given.alpha))),
  });
}

/**
 * Demand that comes now and then (Croston 1972): sizes and intervals between demands are smoothed each by
 * itself, and their ratio is the mean demand of a row.
 */
export const croston = rateRule(
  {
    name: 'croston',
    summary: 'for demand that comes now and then: sizes and intervals smoothed apart',
  },
  crostonRate,
);

/**
 * Croston's rate without its bias: times 1 - α / 2 (Syntetos & Boylan 2005). The bias is that of a mean of
 * inverse intervals, so there is none where every row has a demand.
 */
export const sba = rateRule(
  { name: 'sba', summary: "Croston's method with the bias of the ratio taken off" },
  (values, alpha) => {
    const { intervals } = demandOf(values);
    const biased = intervals.some((rows) => rows > 1);
    return crostonRate(values, alpha) * (biased ? 1 - alpha / 2 : 1);
  },
);

/**
 * Teunter, Syntetos & Babai (2011): the probability of a demand is smoothed in every row, with demand or
 * without, so that a forecast falls while nothing is asked for any more.
 */
export const tsb = rateRule(
  {
    name: 'tsb',
    summary: 'for demand that may die out: its probability and its size smoothed apart',
  },
  (values, alpha) => {
    const { sizes, known } = demandOf(values);
    if (sizes.length === 0) return 0;
    let size = sizes[0]!;
    let probability = sizes.length / known.length;
    for (const value of known) {
      probability += alpha * ((value === 0 ? 0 : 1) - probability);
      if (value !== 0) size += alpha * (value - size);
    }
    return probability * size;
  },
);

function crostonRate(values: Float64Array, alpha: number): number {
  const { sizes, intervals } = demandOf(values);
  if (sizes.length === 0) return 0;
  let size = sizes[0]!;
  let interval = intervals[0]!;
  for (let k = 1; k < sizes.length; k++) {
    size += alpha * (sizes[k]! - size);
    interval += alpha * (intervals[k]! - interval);
  }
  return size / interval;
}
