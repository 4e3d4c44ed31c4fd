import { cos } from '../elementary.js';

/** Share of all steps over which the learning rate rises from 0. */
const WARM_UP = 0.05;
/** Share of the peak that is left at the end. */
const FLOOR = 0.02;

/**
 * Linear warm-up, then cosine decay (Loshchilov & Hutter 2017).
 * @param step - counted from 1
 * @param spent - share of the time budget that is gone: where time is shorter than the steps, the decay
 *   follows the time, so that training ends cooled down
 * @returns factor on the peak learning rate
 */
export function learningRateFactor(step: number, steps: number, spent = 0): number {
  const rising = Math.max(1, Math.round(steps * WARM_UP));
  const warmth = Math.max(step / rising, spent / WARM_UP);
  if (warmth <= 1) return warmth;
  const progress = Math.min(1, Math.max(spent, (step - rising) / Math.max(1, steps - rising)));
  return FLOOR + (1 - FLOOR) * 0.5 * (1 + cos(Math.PI * progress));
}
