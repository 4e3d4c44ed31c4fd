import { cos, exp } from '../../elementary.js';
import type { Draws } from '../draws.js';
import { rowsOf } from './rows.js';
import { standardised } from './trends.js';

/** A seasonal pattern with mean 0 and standard deviation 1. // (season) */
type Pattern = (draws: Draws, season: number) => Float64Array;

/** Every phase on its own. */
const free: Pattern = (draws, season) => rowsOf(season, draws.normal);

/** Few waves, the faster the weaker. */
const waves: Pattern = (draws, season) => {
  const count = Math.min(Math.floor(season / 2), draws.whole(1, season > 24 ? 8 : 5));
  const fading = draws.between(0.3, 2);
  const parts = Array.from({ length: count }, (_, k) => ({
    size: draws.normal() * exp(-fading * k * 0.7),
    phase: draws.between(0, 2 * Math.PI),
    speed: (2 * Math.PI * (k + 1)) / season,
  }));
  return rowsOf(season, (row) => {
    let sum = 0;
    for (const { size, phase, speed } of parts) sum += size * cos(speed * row + phase);
    return sum;
  });
};

/** A few phases that stand out, as December in a shop. */
const peaks: Pattern = (draws, season) => {
  const pattern = free(draws, season).map((value) => 0.2 * value);
  const count = draws.whole(1, Math.max(1, Math.floor(season / 5)));
  const sign = draws.chance(0.75) ? 1 : -1;
  for (let i = 0; i < count; i++) {
    pattern[draws.whole(0, season - 1)]! += sign * draws.between(1, 4);
  }
  return pattern;
};

/** Skewed: the exponential of waves. */
const skewed: Pattern = (draws, season) => {
  const strength = draws.between(0.5, 1.5);
  return standardised(waves(draws, season)).map((value) => exp(strength * value));
};

/** Two states, as working days and weekends or day and night. */
const blocks: Pattern = (draws, season) => {
  const on = draws.whole(1, Math.max(1, season - 1));
  const start = draws.whole(0, season - 1);
  const noise = draws.between(0, 0.4);
  return rowsOf(season, (row) => ((row + start) % season < on ? 1 : 0) + noise * draws.normal());
};

const SHORT: readonly (readonly [number, Pattern])[] = [
  [0.35, free],
  [0.3, waves],
  [0.15, peaks],
  [0.1, skewed],
  [0.1, blocks],
];
const LONG: readonly (readonly [number, Pattern])[] = [
  [0.05, free],
  [0.55, waves],
  [0.15, peaks],
  [0.15, skewed],
  [0.1, blocks],
];

/** A season over so many rows, of about unit size; it may grow, fade or change its pattern. */
export function drawSeason(draws: Draws, season: number, rows: number): Float64Array {
  const kinds = season > 12 ? LONG : SHORT;
  const pattern = standardised(draws.pick(kinds)(draws, season));
  const turning = draws.chance(0.35) ? draws.scale(0.02, 0.5) : 0;
  const swelling = draws.chance(0.3) ? draws.normal() * 0.8 : 0;
  const result = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const phase = row % season;
    if (phase === 0 && row > 0 && turning > 0) {
      const fresh = standardised(draws.pick(kinds)(draws, season));
      const keep = Math.sqrt(1 - turning * turning);
      for (let p = 0; p < season; p++) pattern[p] = keep * pattern[p]! + turning * fresh[p]!;
    }
    result[row] = pattern[phase]! * Math.max(0, 1 + swelling * (row / rows - 0.5));
  }
  return result;
}
