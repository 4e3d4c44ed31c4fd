/** A gradient has vanished when it stays below this share of its newest value … */
const VANISHED = 0.01;
/** … and exploded above this many times it. */
const EXPLODED = 100;

/** How far back the error is felt. */
export interface EffectiveMemory {
  readonly outcome: 'vanishes' | 'explodes' | 'holds';
  /** Steps back to where it vanished or exploded, or as far as was looked. */
  readonly steps: number;
  /** The gradient at the oldest step, as a share of the newest. */
  readonly left: number;
}

/** @param norms - of the gradient, by steps back // (steps) */
export function effectiveMemory(norms: Float64Array): EffectiveMemory {
  const newest = norms[0]!;
  const left = newest > 0 ? norms.at(-1)! / newest : 0;
  const exploded = norms.findIndex((norm) => norm > EXPLODED * newest);
  if (exploded >= 0) return { outcome: 'explodes', steps: exploded, left };
  // For good: what a gate holds back for some steps is not lost.
  const vanished = norms.findLastIndex((norm) => norm > VANISHED * newest) + 1;
  if (vanished < norms.length) return { outcome: 'vanishes', steps: vanished, left };
  return { outcome: 'holds', steps: norms.length - 1, left };
}

/** "gradients vanish after 9 steps", "still 34 % of the gradient after 60 steps". */
export function memorySentence({ outcome, steps, left }: EffectiveMemory): string {
  const after = `after ${steps} ${steps === 1 ? 'step' : 'steps'}`;
  if (outcome === 'vanishes') return `gradients vanish ${after}`;
  if (outcome === 'explodes') return `gradients explode ${after}`;
  if (left > 1) return `the gradient is ${left.toFixed(1)} times as large ${after}`;
  return `still ${(100 * left).toFixed(0)} % of the gradient ${after}`;
}
