/** A running average of the weights; `steps` updates are in it. */
export interface WeightAverage {
  readonly weights: Float32Array;
  steps: number;
}

/**
 * Folds the newest weights into an exponential average over about `span` steps (Polyak averaging).
 * While fewer steps have passed, it is their plain mean with a start that fades, so early noise does
 * not linger.
 */
export function updateAverage(average: WeightAverage, newest: Float32Array, span: number): void {
  average.steps++;
  const share = Math.max(1 / span, 1 / (1 + average.steps));
  const { weights } = average;
  for (let i = 0; i < weights.length; i++) weights[i]! += share * (newest[i]! - weights[i]!);
}
