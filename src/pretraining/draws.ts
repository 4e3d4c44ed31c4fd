import { exp, log } from '../elementary.js';
import type { Random } from '../random.js';

/** Draws from the distributions that series are made of, all from one seeded generator. */
export interface Draws {
  /** Uniform on [low, high). */
  between(low: number, high: number): number;
  /** Uniform in its logarithm on [low, high). */
  scale(low: number, high: number): number;
  /** A whole number from low to high, both included. */
  whole(low: number, high: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** Standard normal. */
  normal(): number;
  /** Poisson, by the normal approximation from a mean of 30 on. */
  poisson(mean: number): number;
  /** One of the entries, by their weights. */
  pick<T>(entries: readonly (readonly [weight: number, entry: T])[]): T;
}

export function createDraws(random: Random): Draws {
  let spare: number | null = null;

  /** Marsaglia & Bray 1964, two at a time. */
  function normal(): number {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    for (;;) {
      const x = 2 * random.uniform() - 1;
      const y = 2 * random.uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * log(square)) / square);
      spare = y * factor;
      return x * factor;
    }
  }

  function poisson(mean: number): number {
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    const limit = exp(-mean);
    let count = 0;
    for (let product = random.uniform(); product > limit; product *= random.uniform()) count++;
    return count;
  }

  return {
    between: (low, high) => low + (high - low) * random.uniform(),
    scale: (low, high) => low * exp(log(high / low) * random.uniform()),
    whole: (low, high) => low + random.integer(high - low + 1),
    chance: (probability) => random.uniform() < probability,
    normal,
    poisson,
    pick(entries) {
      let rest = random.uniform() * entries.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, entry] of entries) {
        rest -= weight;
        if (rest < 0) return entry;
      }
      return entries.at(-1)![1];
    },
  };
}
