import { filledHistory } from '../../data/panel/history.js';
import { createRule } from '../rule.js';
import { adjustSeason } from './seasonal-adjustment.js';

/** Naive on the seasonally adjusted series: the reference of the M4 competition (Makridakis et al. 2020). */
export const naive2 = createRule({
  name: 'naive2',
  summary: 'the last seasonally adjusted value with the season put back, as in M4',
  family: 'baseline',
  control: false,
  needsSeason: false,
  options: {},
  predict(values, { horizon, season }) {
    const { adjusted, restore } = adjustSeason(filledHistory(values), season);
    return restore(new Float64Array(horizon).fill(adjusted[adjusted.length - 1]!));
  },
});
