import type { StepMetric } from './metric.js';

/** Sum of absolute errors in percent of the sum of absolute actuals; undefined when all actuals are 0. */
export const wape: StepMetric = {
  kind: 'step',
  name: 'wape',
  summary: 'sum of absolute errors in percent of the sum of actuals',
  better: 'lower',
  unit: 'percent',
  shownByDefault: false,
  needs: 'point',
  value: ({ actual, forecast }) => 100 * Math.abs(actual - forecast),
  weight: ({ actual }) => Math.abs(actual),
};
