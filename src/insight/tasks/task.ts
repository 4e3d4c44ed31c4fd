import type { Random } from '../../random.js';

/** A registry entry: a made-up problem of which the answer and its distance in time are known. */
export interface Task {
  readonly name: string;
  readonly summary: string;
  readonly features: number;
  readonly outputs: number;
  /** Mean squared error of the best constant answer. */
  readonly chance: number;
  /** Steps of a window that asks for a memory of `distance` steps. */
  steps(distance: number): number;
  /** Writes one window, which starts as zeros, and its answer. */
  write(
    random: Random,
    distance: number,
    window: Float32Array, // (steps, features)
    answer: Float32Array, // (outputs)
  ): void;
}
