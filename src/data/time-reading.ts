import { dayMs, daysFromCivil, daysFromIsoWeek, daysInMonth, isLeapYear } from './civil.js';

/** A field cut out of a cell's digits, of which the first 15 and the rest stand in two numbers. */
export interface Cut {
  readonly from: 'digits' | 'more' | 'both';
  readonly divisor: number;
  readonly modulus: number;
  /** For a field across the border: 10^(its digits behind it). */
  readonly shift: number;
}

/** The digits of a cell, as `CellColumn` holds them. */
export interface CellDigits {
  readonly digits: number;
  readonly more: number;
}

function cutNumber(cut: Cut, { digits, more }: CellDigits): number {
  if (cut.from === 'digits') return Math.floor(digits / cut.divisor) % cut.modulus;
  if (cut.from === 'more') return Math.floor(more / cut.divisor) % cut.modulus;
  return (digits % cut.modulus) * cut.shift + Math.floor(more / cut.divisor);
}

/** One way to read all cells of one template as times. */
export interface TimeReading {
  /** Readings of one kind belong together: `ymd`, `dmy`, `mdy`, `ym`, `epoch` … */
  readonly kind: string;
  /** In the letters of `TimeFormat.pattern`. */
  readonly pattern: string;
  readonly cuts: ReadonlyMap<string, Cut>;
  /** Month named in words (1 to 12); 0 when it is in the digits. */
  readonly month: number;
  /** Languages that the month's name may be of. */
  readonly languages: readonly string[];
  readonly halfDay: 'am' | 'pm' | null;
  /** `Z` and the like: 0; `+` or `-` before the offset's digits: 1 or -1; null: no offset. */
  readonly offset: 0 | 1 | -1 | null;
}

const pivot = (twoDigits: number) => (twoDigits >= 70 ? 1900 + twoDigits : 2000 + twoDigits);

/** A cell's time of day in ms, or NaN. An hour of 24 is the end of the day. */
export function clockMs(reading: TimeReading, cell: CellDigits): number {
  const field = (name: string) => {
    const cut = reading.cuts.get(name);
    return cut ? cutNumber(cut, cell) : 0;
  };
  let hour = field('H');
  if (reading.halfDay !== null) {
    hour = field('h');
    if (hour < 1 || hour > 12) {
      if (hour > 23) return Number.NaN; // `13:00 PM` is written by some; 24 and more is not a time
    } else hour = (hour % 12) + (reading.halfDay === 'pm' ? 12 : 0);
  }
  const minute = field('m');
  const second = field('s');
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second > 0))
    return Number.NaN;
  const fraction = reading.cuts.get('f');
  const ms = fraction ? Math.round((field('f') / (fraction.modulus * fraction.shift)) * 1000) : 0;
  return ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000 + ms;
}

/** A cell's wall-clock time, counted as UTC milliseconds, or NaN when a field is out of range. */
export function readTime(reading: TimeReading, cell: CellDigits): number {
  const days = readDays(reading, cell);
  return Number.isNaN(days) ? days : days * dayMs + clockMs(reading, cell);
}

/** A cell's date in days since 1970-01-01, or NaN. A period (month, quarter, year) starts it. */
function readDays(reading: TimeReading, cell: CellDigits): number {
  const { cuts } = reading;
  const field = (name: string, otherwise: number) => {
    const cut = cuts.get(name);
    return cut ? cutNumber(cut, cell) : otherwise;
  };
  const year = cuts.has('Y')
    ? pivot(field('Y', 0))
    : cuts.has('R')
      ? field('R', 0) + 1911 // the calendar of the Republic of China counts from 1912
      : field('y', Number.NaN);
  if (!(year >= 1 && year <= 9999)) return Number.NaN;
  if (cuts.has('D')) {
    const day = field('D', 0);
    return day >= 1 && day <= (isLeapYear(year) ? 366 : 365)
      ? daysFromCivil(year, 1, day)
      : Number.NaN;
  }
  if (cuts.has('w')) {
    const week = field('w', 0);
    const day = field('e', 1);
    if (week < 1 || week > 53 || day < 1 || day > 7) return Number.NaN;
    return daysFromIsoWeek(year, week) + day - 1;
  }
  if (cuts.has('Q')) {
    const quarter = field('Q', 0);
    return quarter >= 1 && quarter <= 4 ? daysFromCivil(year, quarter * 3 - 2, 1) : Number.NaN;
  }
  const month = reading.month || field('M', 1);
  const day = field('d', 1);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return Number.NaN;
  return daysFromCivil(year, month, day);
}

/** The offset from UTC a cell carries, in minutes; NaN when it carries none. */
export function readOffset(reading: TimeReading, cell: CellDigits): number {
  if (reading.offset === null) return Number.NaN;
  if (reading.offset === 0) return 0;
  const hours = reading.cuts.get('oh');
  const minutes = reading.cuts.get('om');
  const h = hours ? cutNumber(hours, cell) : 0;
  const m = minutes ? cutNumber(minutes, cell) : 0;
  return reading.offset * (h * 60 + m);
}
