import type { RelativeMetric } from './metric.js';

/**
 * Overall weighted average of the M4 competition: the mean of sMAPE and MASE, each divided by Naive2's
 * over the same series (Makridakis, Spiliotis & Assimakopoulos 2020, section 2.4).
 */
export const owa: RelativeMetric = {
  kind: 'relative',
  name: 'owa',
  summary: 'mean of smape and mase relative to naive2, as in M4',
  better: 'lower',
  unit: 'ratio',
  shownByDefault: false,
  reference: 'naive2',
  from: ['smape', 'mase'],
  combine: ([smape, mase], [referenceSmape, referenceMase]) =>
    (smape! / referenceSmape! + mase! / referenceMase!) / 2,
};
