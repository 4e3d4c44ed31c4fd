import type { Frequency } from '../../data/calendar/frequency.js';
import type { OptionValues } from '../../options.js';
import { naturalSeasons } from '../statistical/natural-seasons.js';

/** Periods that are a day where rows are counted rather than dated, and go with a week of seven. */
const DAYS = [24, 48, 96, 144, 288];

/** The season and the next longer natural one, ascending; [1] without any. */
export function seasonsOf(frequency: Frequency, season: number, options: OptionValues): number[] {
  if (season < 2) return [1];
  const given = options['long-season'];
  if (typeof given === 'number') return given > season ? [season, given] : [season];
  const natural =
    frequency.unit === 'step' && DAYS.includes(season) ? [7 * season] : naturalSeasons(frequency);
  const next = natural.find((period) => period > season);
  return next === undefined ? [season] : [season, next];
}

/** Of those the ones that a history of so many rows holds twice; the shortest in any case. */
export const visibleSeasons = (seasons: readonly number[], rows: number): readonly number[] =>
  seasons.filter((season, i) => i === 0 || rows >= 2 * season);
