import { cos } from '../elementary.js';

/** Share of all steps over which the learning rate rises from 0. */
const WARM_UP = 0.05;
/** Share of the peak that is left at the end. */
const FLOOR = 0.02;

/**
 * Linear warm-up, then cosine decay (Loshchilov & Hutter 2017).
 * @param step - counted from 1
 * @returns factor on the peak learning rate
 */
export function learningRateFactor(step: number, steps: number): number {
  const rising = Math.max(1, Math.round(steps * WARM_UP));
  if (step <= rising) return step / rising;
  const progress = Math.min(1, (step - rising) / Math.max(1, steps - rising));
  return FLOOR + (1 - FLOOR) * 0.5 * (1 + cos(Math.PI * progress));
}
