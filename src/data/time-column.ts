import { type CellColumn, cellText, LONG, runsOf } from './cells.js';
import { dayMs, daysFromCivil } from './civil.js';
import { inferFrequency } from './infer-frequency.js';
import { isMissingText } from './missing.js';
import { numberReading, readNumber } from './numbers.js';
import type { DateForm } from './time-forms.js';
import {
  clockMs,
  clockReading,
  dateReadings,
  readOffset,
  readTime,
  type TimeReading,
} from './time-reading.js';
import { excelEpochDays, offsetText, type TimeFormat } from './times.js';

/** A column read as times under one reading. */
export interface TimeColumn {
  readonly kind: string;
  readonly format: TimeFormat;
  /** Wall-clock ms, an index for `step`, or ms of the day for `clock`; NaN where there is no time. */
  readonly wall: Float64Array;
  /** Minutes east of UTC each row carried, or null when no row did. */
  readonly offsets: Float64Array | null;
  /** Rows that are times. */
  readonly valid: number;
  /** Rows that are neither times nor missing. */
  readonly odd: number;
  /** The other reading, when nothing decides between the two. */
  readonly tie: {
    readonly pattern: string;
    readonly other: string;
    readonly example: string;
  } | null;
  /** A reading that fits every cell as well: `decideOrder` chooses, once the time of day is known. */
  readonly rival: TimeColumn | null;
  readonly evidence: string;
}

/** Kinds that are preferred where several read all cells; later ones need the earlier to fail. */
const preference = [
  'ymd',
  'dmy',
  'mdy',
  'dNy',
  'Ndy',
  'yNd',
  'Ny',
  'yN',
  'ym',
  'my',
  'yq',
  'yw',
  'roc',
  'y2md',
  'yday',
  'ydm',
  'ddmmyyyy',
  'y',
];

/** Pairs between which the text alone may not decide. */
const rivals: Readonly<Record<string, readonly string[]>> = {
  dmy: ['mdy', 'y2md'],
  mdy: ['dmy', 'y2md'],
  y2md: ['dmy', 'mdy'],
};

/** The column as dates written with separators or names; null when fewer than half of its cells are. */
export function readDates(column: CellColumn, forms?: readonly DateForm[]): TimeColumn | null {
  const readings = column.templates.map((template, code) =>
    column.counts[code] === 0 || isMissingText(template) ? null : dateReadings(template, forms),
  );
  let present = 0;
  const support = new Map<string, number>();
  readings.forEach((list, code) => {
    if (list === null) return;
    present += column.counts[code]!;
    for (const { kind } of list) support.set(kind, (support.get(kind) ?? 0) + column.counts[code]!);
  });
  if (present === 0) return null;
  const kinds = (forms ? forms.map(({ kind }) => kind) : preference).filter(
    (kind) => (support.get(kind) ?? 0) >= present * 0.5,
  );
  const read: TimeColumn[] = [];
  for (const kind of kinds) {
    const best = read[0];
    if (best && best.valid === present && !rivals[best.kind]?.includes(kind)) continue;
    const candidate = readAs(
      column,
      kind,
      readings.map((list) => list?.find((reading) => reading.kind === kind) ?? null),
      present,
    );
    if (candidate.valid >= present * 0.5) read.push(candidate);
  }
  read.sort((a, b) => b.valid - a.valid);
  const [first, ...others] = read;
  if (!first) return null;
  const rival = others.find(
    (other) => other.valid === first.valid && rivals[first.kind]?.includes(other.kind),
  );
  return rival ? { ...first, rival } : first;
}

function readAs(
  column: CellColumn,
  kind: string,
  readings: readonly (TimeReading | null)[],
  present: number,
): TimeColumn {
  const wall = new Float64Array(column.length);
  const offsets = new Float64Array(column.length);
  let valid = 0;
  let withOffset = 0;
  const cell = { digits: 0, more: 0 };
  for (let row = 0; row < column.length; row++) {
    const reading = readings[column.codes[row]!];
    cell.digits = column.digits[row]!;
    cell.more = column.more?.[row] ?? 0;
    const time = reading ? readTime(reading, cell) : Number.NaN;
    wall[row] = time;
    offsets[row] = reading ? readOffset(reading, cell) : Number.NaN;
    if (!Number.isNaN(time)) valid++;
    if (!Number.isNaN(offsets[row])) withOffset++;
  }
  return {
    kind,
    format: formatOf(column, readings, offsets, withOffset > 0),
    wall,
    offsets: withOffset > 0 ? offsets : null,
    valid,
    odd: present - valid,
    tie: null,
    rival: null,
    evidence: `${valid} of ${present} cells read so`,
  };
}

/** The pattern to write with: that of the most cells, fields unpadded if any cell had them so. */
function formatOf(
  column: CellColumn,
  readings: readonly (TimeReading | null)[],
  offsets: Float64Array,
  hasOffset: boolean,
): TimeFormat {
  let pattern = '';
  let most = -1;
  const languages = new Map<string, number>();
  readings.forEach((reading, code) => {
    if (!reading) return;
    const count = column.counts[code]!;
    for (const language of reading.languages)
      languages.set(language, (languages.get(language) ?? 0) + count);
    // A pattern with a time of day says more than one without, however rare.
    const weight = count + (/[Hh]/.test(reading.pattern) ? column.length : 0);
    if (weight > most) {
      most = weight;
      pattern = reading.pattern;
    }
  });
  const all = readings.flatMap((reading) => (reading ? [withoutLiterals(reading.pattern)] : []));
  if (all.some((other) => other.includes('MMMM'))) pattern = pattern.replace(/M{3,4}/, 'MMMM');
  const unpadded = (fields: string) =>
    all.some((other) => new RegExp(`(?<![${fields}])[${fields}](?![${fields}])`).test(other));
  if (unpadded('Md')) pattern = pattern.replace(/(?<!M)MM(?!M)/, 'M').replace(/(?<!d)dd(?!d)/, 'd');
  if (unpadded('Hh')) pattern = pattern.replace(/HH/, 'H').replace(/hh/, 'h');
  const [language] = [...languages].sort((a, b) => b[1] - a[1])[0] ?? ['en'];
  return {
    pattern: language === 'en' || !/MMM/.test(pattern) ? pattern : `[${language}]${pattern}`,
    offset: hasOffset ? commonOffset(offsets) : null,
  };
}

const withoutLiterals = (pattern: string) => pattern.replace(/'[^']*'/g, ' ');

function commonOffset(offsets: Float64Array): string | null {
  const seen = offsets.find((offset) => !Number.isNaN(offset));
  if (seen === undefined) return null;
  return offsets.every((offset) => offset === seen || Number.isNaN(offset))
    ? offsetText(seen)
    : null;
}

/**
 * Day-first or month-first where both read every cell: the reading that makes the axis regular.
 * @param withClock adds the time of day that stands in another column
 */
export function decideOrder(
  column: CellColumn,
  first: TimeColumn,
  withClock: (wall: Float64Array) => Float64Array,
): TimeColumn {
  const second = first.rival;
  if (!second) return first;
  const decided = { ...first, rival: null };
  // Nobody puts points between month, day and year in this order.
  if (first.kind === 'dmy' && /\d?d\.M|d\.MM/.test(first.format.pattern)) return decided;
  const one = regularity(withClock(first.wall));
  const two = regularity(withClock(second.wall));
  const [better, worse] = one >= two ? [decided, second] : [second, first];
  if (Math.abs(one - two) > 0.1) {
    return { ...better, evidence: `read as ${worse.format.pattern} the rows would not be regular` };
  }
  const row = better.wall.findIndex((time, i) => !Number.isNaN(time) && time !== worse.wall[i]);
  if (row < 0) return better;
  const american = [first, second].find(
    ({ kind, format }) => kind === 'mdy' && format.pattern.endsWith('a'),
  );
  if (american) return { ...american, rival: null, evidence: 'the clock has AM and PM' };
  const example = cellText(column, row);
  return {
    ...decided,
    tie: { pattern: first.format.pattern, other: second.format.pattern, example },
  };
}

/** How regular an axis is: rows there of rows expected, times the share of steps in one direction. */
export function regularity(wall: Float64Array): number {
  const sample = wall.subarray(0, 20_000).filter((time) => !Number.isNaN(time));
  let up = 0;
  let down = 0;
  for (let i = 1; i < sample.length; i++) {
    if (sample[i]! > sample[i - 1]!) up++;
    else if (sample[i]! < sample[i - 1]!) down++;
  }
  const ordered = up + down === 0 ? 0 : Math.max(up, down) / (up + down);
  const distinct = Float64Array.from(new Set(sample)).sort();
  const inferred = inferFrequency(distinct);
  return ordered * Math.min(1, inferred?.coverage ?? 0);
}

/** Numbers as times: epoch in seconds to nanoseconds, `yyyyMMdd`, years, Excel's days, an index. */
export function readNumericTimes(column: CellColumn): TimeColumn[] {
  const readings = column.templates.map((template, code) =>
    column.counts[code] === 0 || isMissingText(template) ? null : numberReading(template, '.'),
  );
  const values = new Float64Array(column.length);
  let present = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let whole = true;
  for (let row = 0; row < column.length; row++) {
    const code = column.codes[row]!;
    const reading = readings[code];
    const value = reading ? readNumber(reading, column.digits[row]!) : Number.NaN;
    values[row] = value;
    if (Number.isNaN(value)) continue;
    present++;
    if (value < min) min = value;
    if (value > max) max = value;
    whole &&= Number.isInteger(value);
  }
  if (present < column.length * 0.8 || present === 0) return [];
  /** Values outside the range are strays; more than a few mean that it is not this. */
  const within = (low: number, high: number) => {
    const kept = values.map((value) => (value >= low && value < high ? value : Number.NaN));
    const valid = kept.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
    return valid >= present * 0.95 ? { kept, valid } : null;
  };
  const candidates: TimeColumn[] = [];
  const add = (pattern: string, low: number, high: number, time: (value: number) => number) => {
    const found = within(low, high);
    if (!found) return;
    candidates.push({
      kind: pattern,
      format: { pattern: pattern === 'decimal-year' ? 'yyyy-MM' : pattern, offset: null },
      wall: found.kept.map(time),
      offsets: null,
      valid: found.valid,
      odd: present - found.valid,
      tie: null,
      rival: null,
      evidence: `numbers from ${min} to ${max}`,
    });
  };
  const scaled = (factor: number) => (value: number) => Math.round(value * factor);
  add('epoch-s', 1e8, 5e9, scaled(1000));
  add('epoch-ms', 1e11, 5e12, scaled(1));
  add('epoch-us', 1e14, 5e15, scaled(0.001));
  add('epoch-ns', 1e17, 5e18, scaled(0.000001));
  add('excel', 10_000, 80_000, (value) => Math.round((value + excelEpochDays) * dayMs));
  if (whole) add('step', -1e15, 1e15, (value) => value);
  else add('decimal-year', 1500, 2200, monthOfDecimalYear);
  return candidates;
}

/** R and climate files count time in years: 1949.0833 is February, 1949.125 its middle. */
function monthOfDecimalYear(value: number): number {
  const year = Math.floor(value);
  const month = Math.floor((value - year) * 12 + 0.01);
  return daysFromCivil(year, month + 1, 1) * dayMs;
}

/** A column of times of day, in ms; null when fewer than 4 in 5 cells are. */
export function readClocks(column: CellColumn): TimeColumn | null {
  const readings = column.templates.map((template, code) =>
    column.counts[code] === 0 || isMissingText(template) ? null : clockReading(template),
  );
  const wall = new Float64Array(column.length).fill(Number.NaN);
  let valid = 0;
  let present = 0;
  let pattern = '';
  for (let row = 0; row < column.length; row++) {
    const code = column.codes[row]!;
    const reading = readings[code];
    if (column.templates[code] !== '') present++;
    if (!reading) continue;
    const ms = clockMs(reading, { digits: column.digits[row]!, more: column.more?.[row] ?? 0 });
    wall[row] = ms;
    if (!Number.isNaN(ms)) {
      valid++;
      pattern ||= reading.pattern;
    }
  }
  if (valid === 0 || valid < present * 0.8) return null;
  return {
    kind: 'clock',
    format: { pattern, offset: null },
    wall,
    offsets: null,
    valid,
    odd: present - valid,
    tie: null,
    rival: null,
    evidence: `${valid} cells are times of day`,
  };
}

/** Digits without a mark: dates only where the name or the rows say so. */
export function isDigitsOnly(column: CellColumn): boolean {
  return column.templates.every((template, code) => {
    if (column.counts[code] === 0 || isMissingText(template)) return true;
    if (template.charCodeAt(0) === LONG) return true;
    const body = template.trim();
    return body.length === 1 && runsOf(body).length === 1;
  });
}
