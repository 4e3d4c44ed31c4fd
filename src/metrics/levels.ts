import { usageError } from '../errors.js';

/**
 * The quantile probabilities that bound central intervals: levels 80 and 95 give 0.025 0.1 0.9 0.975.
 * @param oneSided - further probabilities that were asked for one by one
 * @throws UserError (exit 2) for a level outside (0, 100)
 */
export function probabilitiesOf(
  levels: readonly number[],
  oneSided: readonly number[] = [],
): number[] {
  const bad = levels.find((level) => !(level > 0 && level < 100));
  if (bad !== undefined) {
    throw usageError(`--levels: ${bad} is not a level`, 'give percentages above 0 and below 100');
  }
  const bounds = levels.flatMap((level) => [(100 - level) / 200, (100 + level) / 200]);
  return [...new Set([...bounds, ...oneSided])].sort((a, b) => a - b);
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
