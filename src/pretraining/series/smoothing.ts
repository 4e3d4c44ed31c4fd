import type { Draws } from '../draws.js';
import { drawShock } from './noise.js';
import { rowsOf } from './rows.js';
import { standardised } from './trends.js';

/** What a simulation is asked for. */
export interface Plan {
  readonly rows: number;
  readonly season: number;
  /** Whether the season shall do anything. */
  readonly seasonal: boolean;
}

/**
 * Simulates exponential smoothing in its innovations form (Hyndman et al. 2008): level, slope and season
 * all move with the same shock. In units of the shock.
 */
export function simulateSmoothing(draws: Draws, { rows, season, seasonal }: Plan): Float64Array {
  const alpha = draws.pick([
    [0.2, draws.between(0, 0.15)],
    [0.55, draws.between(0.05, 1)],
    [0.25, draws.between(0.8, 1.1)],
  ]);
  const trending = draws.chance(0.65);
  const beta = trending ? alpha * draws.between(0, 1) ** 2 * 0.6 : 0;
  const damping = draws.chance(0.4) ? 1 : draws.between(0.8, 1);
  const gamma = draws.chance(0.5) ? 0 : (1 - Math.min(1, alpha)) * draws.between(0, 0.6) ** 2;
  const pattern = new Float64Array(season);
  if (seasonal) {
    const size = draws.scale(0.3, 8);
    const shape = standardised(rowsOf(season, draws.normal));
    for (let p = 0; p < season; p++) pattern[p] = size * shape[p]!;
  }
  const shock = drawShock(draws);
  let level = 0;
  let slope = trending ? draws.normal() * draws.scale(0.02, 1.5) : 0;
  // The slope never quite dies: drift is what is left of it.
  const drift = draws.chance(0.4) ? slope : 0;
  return rowsOf(rows, (row) => {
    const e = shock();
    const p = row % season;
    const before = level + damping * (slope - drift) + drift;
    const value = before + pattern[p]! + e;
    level = before + alpha * e;
    slope = drift + damping * (slope - drift) + beta * e;
    if (seasonal) pattern[p]! += gamma * e;
    return value;
  });
}
