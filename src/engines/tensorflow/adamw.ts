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

/** What a step reads and changes; all as long as the weights. */
export interface AdamwState extends OptimizerState {
  readonly weights: Float32Array;
  readonly gradient: Float32Array;
  readonly gradientNorm: number;
  /** 1 where weight decay applies, else 0. */
  readonly decays: Float32Array;
}

/**
 * One step of AdamW (Loshchilov & Hutter 2019, algorithm 2) in place, after the gradient was scaled
 * down to the clip norm. Here rather than in tensors: the training loop reads the weights after every
 * step anyway, and both engines then take the same step.
 */
export function adamwStep(
  { weights, gradient, gradientNorm, first, second, decays }: AdamwState,
  { step, learningRate, weightDecay, clipNorm }: TrainStepOptions,
): void {
  const scale = gradientNorm > clipNorm ? clipNorm / gradientNorm : 1;
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
