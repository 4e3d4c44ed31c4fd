import type { StepMetric } from './metric.js';

/** Mean of forecast minus actual: above 0 the forecasts are too high. */
export const bias: StepMetric = {
  kind: 'step',
  name: 'bias',
  summary: 'mean of forecast minus actual (above 0: too high)',
  better: 'zero',
  unit: 'target',
  shownByDefault: false,
  needs: 'point',
  value: ({ actual, forecast }) => forecast - actual,
};
