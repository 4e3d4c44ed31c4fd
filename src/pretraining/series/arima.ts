import type { Draws } from '../draws.js';
import { drawShock } from './noise.js';
import { rowsOf } from './rows.js';
import type { Plan } from './smoothing.js';

/**
 * Simulates a seasonal ARIMA (Box & Jenkins 1970): stationary and invertible parts drawn by their partial
 * autocorrelations, then summed up once or twice and over the season. In units of the shock.
 */
export function simulateArima(draws: Draws, { rows, season, seasonal }: Plan): Float64Array {
  const summed = draws.pick([
    [0.25, 0],
    [0.6, 1],
    [0.15, 2],
  ]);
  const seasonallySummed = seasonal && draws.chance(0.6);
  const ar = coefficients(draws, draws.whole(0, 3));
  const ma = coefficients(draws, draws.whole(0, 2));
  const seasonalAr = seasonal && !seasonallySummed ? draws.between(0.5, 0.98) : 0;
  const seasonalMa = seasonal && draws.chance(0.7) ? -draws.between(0, 0.9) : 0;
  const drift = summed === 1 && !seasonallySummed && draws.chance(0.5) ? draws.normal() * 0.4 : 0;
  const warm = 50 + (seasonal ? 3 * season : 0);
  const total = rows + warm;
  const shock = drawShock(draws);
  const shocks = rowsOf(total, shock);
  const values = new Float64Array(total);
  for (let t = 0; t < total; t++) {
    let value = shocks[t]! + (t >= season ? seasonalMa * shocks[t - season]! : 0);
    for (let i = 0; i < ma.length && i < t; i++) value += ma[i]! * shocks[t - 1 - i]!;
    for (let i = 0; i < ar.length && i < t; i++) value += ar[i]! * values[t - 1 - i]!;
    if (seasonalAr > 0 && t >= season) value += seasonalAr * values[t - season]!;
    values[t] = Math.max(-1e9, Math.min(1e9, value));
  }
  const result = values.subarray(warm);
  if (seasonallySummed) {
    const start = draws.scale(0.5, 10);
    for (let row = 0; row < rows; row++) {
      result[row]! += row >= season ? result[row - season]! : start * draws.normal();
    }
  }
  // Twice summed, the shocks are small beside what they have become: noise is added by the caller.
  for (let i = seasonallySummed ? 1 : 0; i < summed; i++) {
    let sum = 0;
    for (let row = 0; row < rows; row++) {
      sum += result[row]! + drift;
      result[row] = sum;
    }
  }
  return result;
}

/** Coefficients of a stationary autoregression by the Levinson-Durbin recursion. // (order) */
function coefficients(draws: Draws, order: number): number[] {
  let result: number[] = [];
  for (let k = 0; k < order; k++) {
    const partial = (k === 0 ? draws.between(-0.6, 0.95) : draws.between(-0.5, 0.5)) * 0.98;
    result = [...result.map((value, i) => value - partial * result[k - 1 - i]!), partial];
  }
  return result;
}
