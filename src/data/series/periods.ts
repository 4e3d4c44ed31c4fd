import { civilFromDays, dayMs, daysFromCivil, daysInMonth, weekday } from '../calendar/civil.js';
import { type Frequency, openDays, strideOf } from '../calendar/frequency.js';

/** 1970-01-05, a Monday, in days since 1970-01-01. */
const MONDAY = 4;

/**
 * The beginning of the step of a frequency that holds a time (with the anchor `end`, its last day).
 * Which step that is depends on the calendar alone and not on the rows: weeks begin on Monday or the day
 * asked for, several days or months count from 1970 and from the year 0; a plain index has no calendar
 * and counts from `origin`.
 * @param time wall-clock ms, or the index
 * @param origin a time at which a step begins, for hours and less, and the index
 */
export function periodOf(frequency: Frequency, time: number, origin: number): number {
  const { kind, size } = strideOf(frequency);
  const floor = (from: number) => from + Math.floor((time - from) / size) * size;
  switch (kind) {
    case 'index':
      return floor(origin);
    case 'time':
      if (frequency.unit === 'week') return floor((MONDAY + (frequency.begins ?? 1) - 1) * dayMs);
      return floor(frequency.unit === 'day' ? 0 : origin);
    case 'open days':
      return openDayOf(frequency, Math.floor(time / dayMs), size) * dayMs;
    case 'months': {
      const { year, month } = civilFromDays(Math.floor(time / dayMs));
      const index = Math.floor((year * 12 + month - 1) / size) * size;
      if (frequency.anchor !== 'end') return firstOfMonth(index) * dayMs;
      const last = index + size - 1;
      return (firstOfMonth(last) + daysInMonth(Math.floor(last / 12), (last % 12) + 1) - 1) * dayMs;
    }
  }
}

const firstOfMonth = (index: number) => daysFromCivil(Math.floor(index / 12), (index % 12) + 1, 1);

/** The open day that a day belongs to, itself or the one before; of several, the first of `size`. */
function openDayOf(frequency: Frequency, day: number, size: number): number {
  const open = openDays(frequency);
  let last = day;
  while (!open.includes(weekday(last))) last--;
  if (size === 1) return last;
  const week = Math.floor((last - MONDAY) / 7);
  const place = week * open.length + open.indexOf(weekday(last));
  const first = Math.floor(place / size) * size;
  const weeks = Math.floor(first / open.length);
  return MONDAY + weeks * 7 + open[first - weeks * open.length]! - 1;
}
