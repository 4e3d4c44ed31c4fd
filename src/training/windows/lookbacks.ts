/** Longest lookback that is chosen without being asked for. */
const LONGEST = 512;
/** Lookbacks of this many horizons and seasons are worth trying. */
const MULTIPLES = [1, 2, 4];
const SEASONS = [1, 2, 4, 7, 14];

/**
 * Lookbacks to try, ascending: multiples of horizon and season that leave two thirds of the rows for
 * windows to differ in.
 * @param rows - of the training part of the longest series
 */
export function candidateLookbacks(rows: number, horizon: number, season: number): number[] {
  const roomy = Math.max(1, Math.min(LONGEST, Math.floor((rows - horizon) / 3)));
  // A short series keeps at least its season in sight: the last one is the forecast to beat.
  const limit = season + 1 < rows ? Math.max(roomy, season) : roomy;
  const wanted = MULTIPLES.map((factor) => factor * horizon);
  if (season > 1) for (const factor of SEASONS) wanted.push(factor * season);
  if (horizon < 8) wanted.push(16, 32);
  const kept = wanted.map((length) => Math.min(length, limit));
  return [...new Set(kept)].sort((a, b) => a - b);
}
