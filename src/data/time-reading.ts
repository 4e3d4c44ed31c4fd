import { MAX_DIGITS, RUN } from './cells.js';
import { dayMs, daysFromCivil, daysFromIsoWeek, daysInMonth, isLeapYear } from './civil.js';
import { monthOfWord } from './month-names.js';
import { clockForm, type DateForm, dateForms } from './time-forms.js';

/** A field cut out of a cell's digits, of which the first 15 and the rest stand in two numbers. */
interface Cut {
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

/** The template with each digit shown as 0. */
export function prototypeOf(template: string): string {
  let text = '';
  for (let i = 0; i < template.length; i++) {
    const length = template.charCodeAt(i) - RUN;
    text += length > 0 && length <= 15 ? '0'.repeat(length) : template[i];
  }
  return text;
}

/** All readings of a template as a date, with or without a time of day, by the given forms. */
export function dateReadings(
  template: string,
  forms: readonly DateForm[] = dateForms,
): TimeReading[] {
  const prototype = prototypeOf(template);
  const { text, lead } = trimmed(prototype);
  if (text.length > 90 || text.length < 4 || /[1-9]/.test(text)) return [];
  const readings: TimeReading[] = [];
  for (const form of forms) {
    const match = form.expression.exec(text);
    const reading = match && readingOf(form.kind, match, lead, prototype);
    if (reading && !readings.some((other) => other.kind === reading.kind)) readings.push(reading);
  }
  return readings;
}

/** The reading of a template as a time of day, or null. */
export function clockReading(template: string): TimeReading | null {
  const prototype = prototypeOf(template);
  const { text, lead } = trimmed(prototype);
  if (text.length > 40 || /[1-9]/.test(text)) return null;
  const match = clockForm.exec(text);
  return match && readingOf('clock', match, lead, prototype);
}

function trimmed(prototype: string): { text: string; lead: number } {
  const text = prototype.replace(/^[\s"']+/, '');
  return {
    text: text.replace(/[\s"']+$/, '').replace(/ {2,4}/g, (gap) => gap),
    lead: prototype.length - text.length,
  };
}

/** Field letters of the forms' groups to the pattern's letters, by the number of digits. */
const letters: Readonly<Record<string, (length: number) => string>> = {
  y: () => 'yyyy',
  Y: () => 'yy',
  R: () => 'RRR',
  M: (n) => 'M'.repeat(n),
  d: (n) => 'd'.repeat(n),
  D: () => 'DDD',
  Q: () => 'Q',
  w: () => 'ww',
  e: () => 'e',
  H: (n) => 'H'.repeat(n),
  h: (n) => 'h'.repeat(n),
  m: (n) => 'm'.repeat(n),
  s: (n) => 's'.repeat(n),
  f: (n) => 'S'.repeat(n),
};

function readingOf(
  kind: string,
  match: RegExpExecArray,
  lead: number,
  prototype: string,
): TimeReading | null {
  const groups = match.groups ?? {};
  const indices = match.indices?.groups ?? {};
  const total = countDigits(prototype, 0, prototype.length);
  const cuts = new Map<string, Cut>();
  const spans: { from: number; to: number; letters: string }[] = [];
  let month = 0;
  let languages: readonly string[] = [];
  let halfDay: 'am' | 'pm' | null = null;
  let offset: 0 | 1 | -1 | null = null;
  let offsetFrom = -1;
  for (const [key, text] of Object.entries(groups)) {
    const span = indices[key];
    if (text === undefined || !span || key === 'g') continue;
    const [from, to] = span;
    if (key[0] === 'W') {
      spans.push({ from, to, letters: '' }); // a weekday follows from the date
      continue;
    }
    if (key === 'oh' || key === 'om') {
      cuts.set(key, cutOf(prototype, lead + from, lead + to, total));
      spans.push({ from, to, letters: '' });
      continue;
    }
    const field = key[0]!;
    if (field === 'N') {
      const named = monthOfWord(text);
      if (!named) return null;
      ({ month, languages } = named);
      spans.push({ from, to, letters: named.long ? 'MMMM' : 'MMM' });
    } else if (field === 'a') {
      halfDay = /^(?:[pP]|下午|午後)/.test(text) ? 'pm' : 'am';
      spans.push({ from, to, letters: 'a' });
    } else if (field === 'z' || field === 'o') {
      offset = field === 'z' ? 0 : text === '+' ? 1 : -1;
      offsetFrom = from;
      spans.push({ from, to, letters: 'xxx' });
    } else {
      cuts.set(field, cutOf(prototype, lead + from, lead + to, total));
      spans.push({ from, to, letters: letters[field]!(to - from) });
    }
  }
  return {
    kind,
    pattern: patternOf(match[0], spans, offsetFrom),
    cuts,
    month,
    languages,
    halfDay,
    offset,
  };
}

function countDigits(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (text[i] === '0') count++;
  return count;
}

function cutOf(prototype: string, from: number, to: number, total: number): Cut {
  const start = countDigits(prototype, 0, from);
  const size = countDigits(prototype, from, to);
  const end = start + size;
  const inFirst = Math.min(total, MAX_DIGITS);
  if (end <= inFirst)
    return { from: 'digits', divisor: 10 ** (inFirst - end), modulus: 10 ** size, shift: 1 };
  const divisor = 10 ** (total - end);
  if (start >= inFirst) return { from: 'more', divisor, modulus: 10 ** size, shift: 1 };
  return { from: 'both', divisor, modulus: 10 ** (inFirst - start), shift: 10 ** (end - inFirst) };
}

/** The text of a match with its fields shown as letters and other letters quoted. */
function patternOf(
  text: string,
  spans: { from: number; to: number; letters: string }[],
  offsetFrom: number,
): string {
  let pattern = '';
  let at = 0;
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    // Between an offset's sign, hours and minutes there is nothing to write: `xxx` stands for all.
    if (offsetFrom < 0 || span.from <= offsetFrom) pattern += quoted(text.slice(at, span.from));
    pattern += span.letters;
    at = span.to;
  }
  const rest = offsetFrom >= 0 ? '' : text.slice(at);
  return pattern + (/\d/.test(rest) ? '' : quoted(rest));
}

const quoted = (literal: string) =>
  literal.replace(/\p{L}+|'/gu, (word) => (word === "'" ? "''" : `'${word}'`));

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
export function readDays(reading: TimeReading, cell: CellDigits): number {
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
