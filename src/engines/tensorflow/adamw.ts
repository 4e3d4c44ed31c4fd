import { pow } from '../../elementary.js';
import type { OptimizerState, TrainStepOptions } from '../engine.js';

const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-8;

/** Euclidean length. */
export function norm(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return Math.sqrt(sum);
}

/**
 * One step of AdamW (Loshchilov & Hutter 2019, algorithm 2) in place, after the gradient was scaled
 * down to the clip norm. Here rather than in tensors: the training loop reads the weights after every
 * step anyway, and both engines then take the same step.
 *
 * @param decays - 1 where weight decay applies, else 0 // (parameters)
 */
export function adamwStep(
  weights: Float32Array,
  gradient: Float32Array,
  { first, second }: OptimizerState,
  decays: Float32Array,
  options: TrainStepOptions,
): void {
  const { step, learningRate, weightDecay, clipNorm } = options;
  const length = norm(gradient);
  const scale = length > clipNorm ? clipNorm / length : 1;
  const correction1 = 1 / (1 - pow(BETA_1, step));
  const correction2 = 1 / (1 - pow(BETA_2, step));
  for (let i = 0; i < weights.length; i++) {
    const g = gradient[i]! * scale;
    first[i] = BETA_1 * first[i]! + (1 - BETA_1) * g;
    second[i] = BETA_2 * second[i]! + (1 - BETA_2) * g * g;
    const change = (first[i]! * correction1) / (Math.sqrt(second[i]! * correction2) + EPSILON);
    weights[i]! -= learningRate * (change + weightDecay * decays[i]! * weights[i]!);
  }
}
