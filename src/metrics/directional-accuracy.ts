import type { StepMetric } from './metric.js';

/**
 * Share of steps whose direction from the last known value was foretold. Steps that did not move and
 * forecasts that claim no move say nothing about direction and are left out; so the naive has no score.
 */
export const directionalAccuracy: StepMetric = {
  kind: 'step',
  name: 'directional-accuracy',
  summary: 'share of ups and downs (from the last known value) that were foretold',
  better: 'higher',
  unit: 'share',
  shownByDefault: false,
  needs: 'point',
  value({ actual, forecast, last }) {
    if (actual === last || forecast === last) return Number.NaN;
    return actual > last === forecast > last ? 1 : 0;
  },
};
