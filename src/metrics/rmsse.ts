import type { StepMetric } from './metric.js';

/** Root mean squared scaled error (M5): squared errors over the mean squared in-sample seasonal difference. */
export const rmsse: StepMetric = {
  kind: 'step',
  name: 'rmsse',
  summary: 'root mean squared error in units of the in-sample seasonal-naive error',
  better: 'lower',
  unit: 'ratio',
  shownByDefault: false,
  needs: 'point',
  value: ({ actual, forecast, squaredScale }) =>
    squaredScale > 0 ? ((actual - forecast) * (actual - forecast)) / squaredScale : Number.NaN,
  finish: Math.sqrt,
};
