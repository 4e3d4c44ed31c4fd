import { cos, sin } from '../../elementary.js';

/** Pairs of waves of which a season that is too long for seasonal orders is made, to choose from. */
export const WAVES = [0, 1, 2, 3, 5];

/**
 * Sine and cosine of the first `pairs` harmonics of a season (dynamic harmonic regression, Hyndman &
 * Athanasopoulos 2021, section 10.5).
 * @param first - row of the first value, counted from the beginning of the series
 */
export function fourierColumns(
  pairs: number,
  season: number,
  first: number,
  rows: number,
): Float64Array[] {
  return Array.from({ length: pairs }, (_, k) => k + 1).flatMap((harmonic) => {
    const angle = (t: number) => (2 * Math.PI * ((harmonic * (first + t)) % season)) / season;
    const column = (wave: (x: number) => number) =>
      Float64Array.from({ length: rows }, (_, t) => wave(angle(t)));
    return 2 * harmonic === season ? [column(cos)] : [column(sin), column(cos)];
  });
}
