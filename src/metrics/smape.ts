import type { StepMetric } from './metric.js';

/**
 * Symmetric percentage error as in the M4 competition (Makridakis et al. 2020): the mean of
 * 200 |y - f| / (|y| + |f|), between 0 and 200. Where both are 0 the forecast is perfect: 0.
 */
export const smape: StepMetric = {
  kind: 'step',
  name: 'smape',
  summary: 'symmetric percentage error, 0 to 200, as in M4',
  better: 'lower',
  unit: 'percent',
  shownByDefault: true,
  needs: 'point',
  value({ actual, forecast }) {
    const size = Math.abs(actual) + Math.abs(forecast);
    return size === 0 ? 0 : (200 * Math.abs(actual - forecast)) / size;
  },
};
