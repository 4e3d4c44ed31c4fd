import { usageError } from '../errors.js';

/**
 * The quantile probabilities that bound central intervals: levels 80 and 95 give 0.025 0.1 0.9 0.975.
 * @param oneSided - further probabilities that were asked for one by one
 * @throws UserError (exit 2) for a level outside (1, 100)
 */
export function probabilitiesOf(
  levels: readonly number[],
  oneSided: readonly number[] = [],
): number[] {
  for (const level of levels) checkLevel(level, String(level));
  const bounds = levels.flatMap((level) => [(100 - level) / 200, (100 + level) / 200]);
  return [...new Set([...bounds, ...oneSided])].sort((a, b) => a - b);
}

/**
 * A level in per cent. Up to 1 it is a share, which somebody has taken for one.
 * @param text - as it was written
 * @throws UserError (exit 2) for one that is no percentage above 1 and below 100
 */
export function checkLevel(level: number, text: string): number {
  if (level > 1 && level < 100) return level;
  const meant = Number((100 * level).toPrecision(12));
  throw usageError(
    `"${text}" is not a level in per cent`,
    level > 0 && level < 1 && meant > 1
      ? `did you mean ${meant}?`
      : 'give percentages above 1 and below 100, e.g. 80,95',
  );
}

/** The levels, ascending, that probabilities of `probabilitiesOf` bound. */
export function levelsOf(probabilities: readonly number[]): number[] {
  const levels: number[] = [];
  for (const probability of probabilities) {
    if (probability <= 0.5) continue;
    const level = Number((200 * probability - 100).toPrecision(12));
    if (boundsIndex(probabilities, level)) levels.push(level);
  }
  return levels;
}

/** Positions of a level's lower and upper bound among the probabilities; null when it is not there. */
export function boundsIndex(
  probabilities: readonly number[],
  level: number,
): { readonly low: number; readonly high: number } | null {
  const low = probabilities.indexOf((100 - level) / 200);
  const high = probabilities.indexOf((100 + level) / 200);
  return low < 0 || high < 0 ? null : { low, high };
}
