import { lastFiniteIndex } from '../data/panel/history.js';
import { createRule } from './rule.js';

/** Every step is the last known value (Hyndman & Athanasopoulos, fpp3, section 5.2). */
export const naive = createRule({
  name: 'naive',
  summary: 'the last known value, repeated',
  family: 'baseline',
  control: true,
  inWords: () => 'repeating the last value',
  needsSeason: false,
  options: {},
  predict: (values, { horizon }) =>
    new Float64Array(horizon).fill(values[lastFiniteIndex(values)]!),
});
