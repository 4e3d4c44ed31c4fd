import {
  dayMs,
  daysFromCivil,
  daysFromIsoWeek,
  daysInMonth,
  isLeapYear,
} from '../calendar/civil.js';
import type { CellColumn } from '../cells/cells.js';
import { dateGroups } from './fields.js';

/** A field cut out of a cell's digits, of which the first 15 and the rest stand in two numbers. */
export interface Cut {
  readonly from: 'digits' | 'more' | 'both';
  readonly divisor: number;
  readonly modulus: number;
  /** For a field across the border: 10^(its digits behind it). */
  readonly shift: number;
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
  /** Minutes east of UTC of a zone that is named (`CET`); counts where `offset` is 0. */
  readonly zoneMinutes: number;
  /** The year before the first of the era that the cell counts in (令和 6: 2018); null without one. */
  readonly era: number | null;
}

const pivot = (twoDigits: number) => (twoDigits >= 70 ? 1900 + twoDigits : 2000 + twoDigits);

/** A number that the digits of a cell say, of which the first 15 and the rest come in two numbers. */
export type DigitReader = (digits: number, more: number) => number;

/** A number for each cell, by the reader of its template; NaN where the template has none. */
export function readColumn(
  { codes, digits, more }: CellColumn,
  readers: readonly (DigitReader | null)[],
): Float64Array {
  const values = new Float64Array(codes.length);
  for (let row = 0; row < values.length; row++) {
    const reader = readers[codes[row]!];
    values[row] = reader ? reader(digits[row]!, more === null ? 0 : more[row]!) : Number.NaN;
  }
  return values;
}

/** `value` without its last digits, then only the last digits of that; both whole, below 2^53. */
function cutDigits(value: number, divisor: number, modulus: number): number {
  const rest = Math.floor(value / divisor);
  return rest - Math.floor(rest / modulus) * modulus; // `%` of doubles is many times slower
}

function fieldReader(cut: Cut | undefined, otherwise: number): DigitReader {
  if (!cut) return () => otherwise;
  const { from, divisor, modulus, shift } = cut;
  if (from === 'digits') return (digits) => cutDigits(digits, divisor, modulus);
  if (from === 'more') return (_, more) => cutDigits(more, divisor, modulus);
  return (digits, more) => cutDigits(digits, 1, modulus) * shift + Math.floor(more / divisor);
}

/** Reads the time of day in ms, or NaN. An hour of 24 is the end of the day. */
export function clockReader({ cuts, halfDay }: TimeReading): DigitReader {
  const hourOf = fieldReader(cuts.get(halfDay === null ? 'H' : 'h'), 0);
  const minuteOf = fieldReader(cuts.get('m'), 0);
  const secondOf = fieldReader(cuts.get('s'), 0);
  const fraction = cuts.get('f');
  const fractionOf = fieldReader(fraction, 0);
  const unit = fraction ? fraction.modulus * fraction.shift : 1;
  return (digits, more) => {
    let hour = hourOf(digits, more);
    if (halfDay !== null) {
      if (hour > 23) return Number.NaN; // `13:00 PM` is written by some; 24 and more is not a time
      if (hour >= 1 && hour <= 12) hour = (hour % 12) + (halfDay === 'pm' ? 12 : 0);
    }
    const minute = minuteOf(digits, more);
    const second = secondOf(digits, more);
    if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second > 0))
      return Number.NaN;
    const ms = fraction ? Math.round((fractionOf(digits, more) / unit) * 1000) : 0;
    return ((hour * 60 + minute) * 60 + Math.min(second, 59)) * 1000 + ms;
  };
}

/** Reads the wall-clock time, counted as UTC milliseconds, or NaN when a field is out of range. */
export function timeReader(reading: TimeReading): DigitReader {
  const daysOf = dayReader(reading);
  const clockOf = clockReader(reading);
  // Rows of one day mostly follow each other, and the day is what takes time to count.
  const dayDigits = dayDivisor(reading);
  let known = Number.NaN;
  let days = Number.NaN;
  return (digits, more) => {
    const key = dayDigits === 0 ? Number.NaN : Math.floor(digits / dayDigits);
    if (key !== known) {
      known = key;
      days = daysOf(digits, more);
    }
    return Number.isNaN(days) ? days : days * dayMs + clockOf(digits, more);
  };
}

/** What the first digits of a cell are divided by to be those of its day alone; 0 when that cannot be. */
function dayDivisor({ cuts }: TimeReading): number {
  const fields = dateGroups.flatMap((name) => cuts.get(name) ?? []);
  return fields.every(({ from }) => from === 'digits')
    ? Math.min(...fields.map(({ divisor }) => divisor))
    : 0;
}

/** Reads the date in days since 1970-01-01, or NaN. A period (month, quarter, year) starts it. */
function dayReader({ cuts, month: named, era }: TimeReading): DigitReader {
  const yearOf = yearReader(cuts, era);
  const within = dayWithinYear(cuts, named);
  return (digits, more) => {
    const year = yearOf(digits, more);
    return year >= 1 && year <= 9999 ? within(year, digits, more) : Number.NaN;
  };
}

function yearReader(cuts: TimeReading['cuts'], era: number | null): DigitReader {
  if (era !== null) {
    const yearOfEra = fieldReader(cuts.get('E'), 0);
    return (digits, more) => era + yearOfEra(digits, more);
  }
  const short = cuts.get('Y');
  const republic = cuts.get('R');
  const field = fieldReader(short ?? republic ?? cuts.get('y'), Number.NaN);
  if (short) return (digits, more) => pivot(field(digits, more));
  // The calendar of the Republic of China counts from 1912.
  return republic ? (digits, more) => field(digits, more) + 1911 : field;
}

function dayWithinYear(cuts: TimeReading['cuts'], named: number) {
  const field = (name: string, otherwise: number) => fieldReader(cuts.get(name), otherwise);
  if (cuts.has('D')) {
    const dayOf = field('D', 0);
    return (year: number, digits: number, more: number) => {
      const day = dayOf(digits, more);
      return day >= 1 && day <= (isLeapYear(year) ? 366 : 365)
        ? daysFromCivil(year, 1, day)
        : Number.NaN;
    };
  }
  if (cuts.has('w')) {
    const weekOf = field('w', 0);
    const dayOf = field('e', 1);
    return (year: number, digits: number, more: number) => {
      const week = weekOf(digits, more);
      const day = dayOf(digits, more);
      if (week < 1 || week > 53 || day < 1 || day > 7) return Number.NaN;
      return daysFromIsoWeek(year, week) + day - 1;
    };
  }
  const next = cuts.get('n');
  if (next) {
    const nextOf = fieldReader(next, 0);
    return (year: number, digits: number, more: number) =>
      nextOf(digits, more) === (year + 1) % next.modulus ? daysFromCivil(year, 1, 1) : Number.NaN;
  }
  if (cuts.has('X')) {
    const halfOf = field('X', 0);
    return (year: number, digits: number, more: number) => {
      const half = halfOf(digits, more);
      return half === 1 || half === 2 ? daysFromCivil(year, half * 6 - 5, 1) : Number.NaN;
    };
  }
  if (cuts.has('Q')) {
    const quarterOf = field('Q', 0);
    return (year: number, digits: number, more: number) => {
      const quarter = quarterOf(digits, more);
      return quarter >= 1 && quarter <= 4 ? daysFromCivil(year, quarter * 3 - 2, 1) : Number.NaN;
    };
  }
  const monthOf = named > 0 ? () => named : field('M', 1);
  const dayOf = field('d', 1);
  return (year: number, digits: number, more: number) => {
    const month = monthOf(digits, more);
    const day = dayOf(digits, more);
    if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return Number.NaN;
    return daysFromCivil(year, month, day);
  };
}

/** Reads the offset from UTC that a cell carries, in minutes; null when its template has none. */
export function offsetReader({ cuts, offset, zoneMinutes }: TimeReading): DigitReader | null {
  if (offset === null) return null;
  if (offset === 0) return () => zoneMinutes;
  const hours = fieldReader(cuts.get('oh'), 0);
  const minutes = fieldReader(cuts.get('om'), 0);
  return (digits, more) => offset * (hours(digits, more) * 60 + minutes(digits, more));
}
