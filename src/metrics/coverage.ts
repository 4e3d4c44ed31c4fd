import type { StepMetric } from './metric.js';

/** Share of actuals inside the interval, bounds included; good when it is near the level. */
export const coverage: StepMetric = {
  kind: 'step',
  name: 'coverage',
  summary: 'share of actuals inside the interval, for each level',
  better: 'level',
  unit: 'share',
  shownByDefault: true,
  needs: 'level',
  value: ({ actual }, { low, high }) => (actual >= low && actual <= high ? 1 : 0),
};
