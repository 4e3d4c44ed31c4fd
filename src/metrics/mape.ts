import type { StepMetric } from './metric.js';

/** Mean absolute error in percent of the actual; steps whose actual is 0 have none and are left out. */
export const mape: StepMetric = {
  kind: 'step',
  name: 'mape',
  summary: 'mean absolute error in percent of the actual (actuals of 0 left out)',
  better: 'lower',
  unit: 'percent',
  shownByDefault: false,
  needs: 'point',
  value: ({ actual, forecast }) =>
    actual === 0 ? Number.NaN : (100 * Math.abs(actual - forecast)) / Math.abs(actual),
};
