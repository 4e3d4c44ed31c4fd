import type { StepMetric } from './metric.js';
import { mse } from './mse.js';

/** Root of the mean squared error over all steps (not the mean of roots). */
export const rmse: StepMetric = {
  ...mse,
  name: 'rmse',
  summary: 'root of the mean squared error',
  unit: 'target',
  shownByDefault: true,
  finish: Math.sqrt,
};
