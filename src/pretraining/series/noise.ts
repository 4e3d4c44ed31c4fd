import { exp } from '../../elementary.js';
import type { Draws } from '../draws.js';
import { rowsOf } from './rows.js';

/** Noise of about unit size: white or coloured, normal or with heavy tails, calm or in bursts. */
export function drawNoise(draws: Draws, rows: number): Float64Array {
  const shock = drawShock(draws);
  const keep = draws.chance(0.35) ? draws.between(-0.5, 0.9) : 0;
  const echo = draws.chance(0.2) ? draws.between(-0.8, 0.8) : 0;
  const damping = Math.sqrt((1 - keep * keep) / (1 + echo * echo));
  let value = draws.normal();
  let before = 0;
  return rowsOf(rows, () => {
    const now = shock();
    value = keep * value + damping * (now + echo * before);
    before = now;
    return value;
  });
}

/** Shocks of about unit size. */
export function drawShock(draws: Draws): () => number {
  return draws.pick<() => () => number>([
    [0.6, () => draws.normal],
    [0.2, () => heavy],
    [0.1, () => volatile()],
    [0.1, () => rare()],
  ])();

  /** Normal with a lognormal deviation: about a t distribution with few degrees of freedom. */
  function heavy(): number {
    return draws.normal() * exp(0.6 * draws.normal() - 0.36);
  }

  /** Stochastic volatility: a log variance that wanders (Taylor 1986). */
  function volatile(): () => number {
    const keep = draws.between(0.85, 0.99);
    const spread = draws.between(0.3, 1);
    let state = draws.normal();
    return () => {
      state = keep * state + Math.sqrt(1 - keep * keep) * draws.normal();
      return draws.normal() * exp(spread * state - spread * spread);
    };
  }

  /** Mostly small, now and then large. */
  function rare(): () => number {
    const often = draws.scale(0.02, 0.2);
    return () => draws.normal() * (draws.chance(often) ? 3 : 0.6);
  }
}
