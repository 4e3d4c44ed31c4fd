import type { Frequency, FrequencyUnit } from '../../data/calendar/frequency.js';

const WORDS: Readonly<Record<FrequencyUnit, string>> = {
  millisecond: 'millisecond',
  second: 'second',
  minute: 'minute',
  hour: 'hour',
  day: 'day',
  business: 'business day',
  week: 'week',
  month: 'month',
  quarter: 'quarter',
  year: 'year',
  step: 'step',
};

/** A number of rows in words: `14 days`, `1 month`, `8 steps of 15 minutes`. */
export function stepsPhrase(steps: number, { unit, count }: Frequency): string {
  if (count === 1) return counted(steps, WORDS[unit]);
  return `${counted(steps, 'step')} of ${counted(count, WORDS[unit])}`;
}

const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

/** Minutes, or months, that a unit lasts. */
const MINUTES: Partial<Record<FrequencyUnit, number>> = { minute: 1, hour: 60, day: 1440 };
const MONTHS: Partial<Record<FrequencyUnit, number>> = { month: 1, quarter: 3, year: 12 };

/** The season before in words: `last week` of days, `last year` of months, else `the last 9 steps`. */
export function lastSeasonPhrase(season: number, frequency: Frequency): string {
  const { unit, count } = frequency;
  const minutes = season * count * (MINUTES[unit] ?? 0);
  const months = season * count * (MONTHS[unit] ?? 0);
  const isWeek = minutes === 7 * 1440 || (unit === 'business' && season * count === 5);
  if (minutes === 1440) return 'the last day';
  if (isWeek) return 'last week';
  if (months === 12 || (unit === 'week' && season * count === 52)) return 'last year';
  return `the last ${stepsPhrase(season, frequency)}`;
}
