import { createBaseline } from './baseline.js';
import { lastFiniteIndex } from './history.js';

/** Every step is the last known value (Hyndman & Athanasopoulos, fpp3, section 5.2). */
export const naive = createBaseline({
  name: 'naive',
  summary: 'the last known value, repeated',
  control: true,
  needsSeason: false,
  options: {},
  predict: (values, { horizon }) =>
    new Float64Array(horizon).fill(values[lastFiniteIndex(values)]!),
});
