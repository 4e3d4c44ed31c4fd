import { weekday } from './civil.js';

/** Of an axis' rows, those that may fall on days that are taken as closed. */
const STRAY_SHARE = 0.01;
/** That days are missing by chance must be less likely than this, for them to be taken as closed. */
const BY_CHANCE = 0.001;
/** Of the days that are open, those that must have a row. */
const FILLED = 0.5;

/**
 * The weekdays on which rows fall, where the days show that on others none ever does; null where all
 * days have rows, only one of the week has, or the days are too few to tell a closed day from chance:
 * a weekday that is missing in each of n weeks must not be missing by the luck of the open ones' gaps.
 * @param days ascending, distinct, since 1970-01-01
 */
export function openWeekdays(days: readonly number[]): number[] | null {
  const [first, last] = [days[0] ?? 0, days.at(-1) ?? 0];
  const rows = new Array<number>(8).fill(0);
  for (const day of days) rows[weekday(day)]!++;
  const rarest = [1, 2, 3, 4, 5, 6, 7].sort((a, b) => rows[a]! - rows[b]!);
  const closed: number[] = [];
  let strays = 0;
  for (const day of rarest) {
    if (strays + rows[day]! > days.length * STRAY_SHARE) break;
    strays += rows[day]!;
    closed.push(day);
  }
  const open = [1, 2, 3, 4, 5, 6, 7].filter((day) => !closed.includes(day));
  if (closed.length === 0 || open.length < 2) return null;
  const times = (day: number) => {
    const begin = first + ((((day - weekday(first)) % 7) + 7) % 7);
    return begin > last ? 0 : Math.floor((last - begin) / 7) + 1;
  };
  const expected = open.reduce((sum, day) => sum + times(day), 0);
  const missing = (expected - (days.length - strays) + 1) / (expected + 1);
  const weeks = Math.min(...closed.map(times));
  let chance = 1;
  for (let week = 0; week < weeks; week++) chance *= missing;
  return missing <= 1 - FILLED && chance <= BY_CHANCE ? open : null;
}
