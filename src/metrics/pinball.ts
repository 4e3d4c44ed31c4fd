import type { Step, StepMetric } from './metric.js';

/** Loss of one quantile forecast (Koenker & Bassett 1978). */
export const pinballLoss = (actual: number, quantile: number, probability: number) =>
  actual >= quantile ? probability * (actual - quantile) : (1 - probability) * (quantile - actual);

/** Mean pinball loss over all quantiles. */
export const pinball: StepMetric = {
  kind: 'step',
  name: 'pinball',
  summary: 'mean quantile loss over all bounds',
  better: 'lower',
  unit: 'target',
  shownByDefault: false,
  needs: 'quantiles',
  value(step: Step) {
    let sum = 0;
    for (let i = 0; i < step.probabilities.length; i++) {
      sum += pinballLoss(step.actual, step.quantiles[i]!, step.probabilities[i]!);
    }
    return sum / step.probabilities.length;
  },
};
