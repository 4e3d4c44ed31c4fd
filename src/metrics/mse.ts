import type { StepMetric } from './metric.js';

/** Mean squared error. */
export const mse: StepMetric = {
  kind: 'step',
  name: 'mse',
  summary: 'mean squared error',
  better: 'lower',
  unit: 'target-squared',
  shownByDefault: false,
  needs: 'point',
  value: ({ actual, forecast }) => (actual - forecast) * (actual - forecast),
};
