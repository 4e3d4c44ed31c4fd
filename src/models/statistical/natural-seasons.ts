import {
  defaultSeason,
  type Frequency,
  type FrequencyUnit,
  openDays,
} from '../../data/calendar/frequency.js';

/** Units of each kind that make a day, a week, a year: the cycles that people and weather follow. */
const CYCLES: Readonly<Partial<Record<FrequencyUnit, readonly number[]>>> = {
  minute: [60 * 24, 60 * 24 * 7],
  hour: [24, 24 * 7],
  day: [7, 365],
  week: [52],
  month: [12],
  quarter: [4],
};

/** Natural periods in rows, ascending; only those that are a whole number of rows, at least two. */
export function naturalSeasons(frequency: Frequency): number[] {
  const { unit, count, session } = frequency;
  const day = defaultSeason(frequency);
  const periods = session
    ? [day, day * session.days.length]
    : (unit === 'business' ? [openDays(frequency).length] : (CYCLES[unit] ?? [])).map(
        (units) => units / count,
      );
  return periods.filter((rows) => rows >= 2 && Number.isInteger(rows));
}
