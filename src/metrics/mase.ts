import type { StepMetric } from './metric.js';

/**
 * Mean absolute scaled error (Hyndman & Koehler 2006): errors in units of the mean absolute seasonal
 * difference before the cutoff. Undefined, and left out, for a history that is constant or shorter
 * than a season and a row.
 */
export const mase: StepMetric = {
  kind: 'step',
  name: 'mase',
  summary: 'mean absolute error in units of the in-sample seasonal-naive error',
  better: 'lower',
  unit: 'ratio',
  shownByDefault: true,
  needs: 'point',
  value: ({ actual, forecast, scale }) =>
    scale > 0 ? Math.abs(actual - forecast) / scale : Number.NaN,
};
