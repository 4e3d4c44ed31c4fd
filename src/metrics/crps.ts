import type { Step, StepMetric } from './metric.js';
import { pinballLoss } from './pinball.js';

/**
 * Continuous ranked probability score from quantiles: twice the integral of the pinball loss over the
 * probability (Gneiting & Raftery 2007, section 4.2), by the trapezoid rule. The loss is 0 at
 * probabilities 0 and 1; the point forecast stands for the median where the quantiles have none. With
 * few quantiles it is an approximation, good for comparing models at the same levels.
 */
export const crps: StepMetric = {
  kind: 'step',
  name: 'crps',
  summary: 'continuous ranked probability score, from the quantiles',
  better: 'lower',
  unit: 'target',
  shownByDefault: false,
  needs: 'quantiles',
  value(step: Step) {
    let area = 0;
    let previousProbability = 0;
    let previousLoss = 0;
    const visit = (probability: number, quantile: number) => {
      const loss = pinballLoss(step.actual, quantile, probability);
      area += ((loss + previousLoss) / 2) * (probability - previousProbability);
      previousProbability = probability;
      previousLoss = loss;
    };
    let medianPassed = false;
    for (let i = 0; i < step.probabilities.length; i++) {
      const probability = step.probabilities[i]!;
      if (!medianPassed && probability > 0.5) visit(0.5, step.forecast);
      medianPassed ||= probability >= 0.5;
      visit(probability, step.quantiles[i]!);
    }
    area += (previousLoss / 2) * (1 - previousProbability);
    return 2 * area;
  },
};
