import type { Frequency, FrequencyUnit } from '../data/calendar/frequency.js';

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
