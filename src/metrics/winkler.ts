import type { StepMetric } from './metric.js';

/**
 * Interval score (Winkler 1972; fpp3, section 5.9): the width, plus 2 / α times the distance of an
 * actual that falls outside, where α = 1 - level / 100.
 */
export const winkler: StepMetric = {
  kind: 'step',
  name: 'winkler',
  summary: 'interval width plus a penalty for misses, for each level',
  better: 'lower',
  unit: 'target',
  shownByDefault: false,
  needs: 'level',
  value({ actual }, { level, low, high }) {
    const penalty = 200 / (100 - level);
    return high - low + penalty * (Math.max(0, low - actual) + Math.max(0, actual - high));
  },
};
