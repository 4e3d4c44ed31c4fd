import type { StepMetric } from './metric.js';

/** Mean absolute error. */
export const mae: StepMetric = {
  kind: 'step',
  name: 'mae',
  summary: 'mean absolute error',
  better: 'lower',
  unit: 'target',
  shownByDefault: true,
  needs: 'point',
  value: ({ actual, forecast }) => Math.abs(actual - forecast),
};
