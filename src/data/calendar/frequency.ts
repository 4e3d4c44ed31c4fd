import { usageError } from '../../errors.js';
import { weekdayNames, workdays } from './weekdays.js';

/**
 * The regular step of a time axis. `business` means "the days that the file has": an axis that is
 * regular in rows, whose future rows fall on its `weekdays`. `step` is a plain integer index.
 */
export type FrequencyUnit =
  | 'millisecond'
  | 'second'
  | 'minute'
  | 'hour'
  | 'day'
  | 'business'
  | 'week'
  | 'month'
  | 'quarter'
  | 'year'
  | 'step';

export interface Frequency {
  readonly unit: FrequencyUnit;
  /** How many units one row spans; at least 1. */
  readonly count: number;
  /** For month, quarter and year: rows carry the first or the last day, or keep their day of month. */
  readonly anchor?: 'start' | 'end';
  /** The day of the month that rows carry, where shorter months have their last one in its stead. */
  readonly day?: number;
  /**
   * Rows only within opening hours (stock exchanges): regular in rows like `business`, and future
   * rows stay within them.
   */
  readonly session?: Session;
  /** For business days: the ISO weekdays (1 is Monday) with rows, where they are not Monday to Friday. */
  readonly weekdays?: readonly number[];
  /** For weeks: the ISO weekday that they begin on, where the user named one. */
  readonly begins?: number;
  /** Days without rows in the future, in days since 1970-01-01; for business days and sessions. */
  readonly holidays?: readonly number[];
}

/** Opening hours on the wall clock. */
export interface Session {
  /** Ms of the day of the first and of the last row. */
  readonly open: number;
  readonly close: number;
  /** ISO weekdays (1 is Monday) with rows. */
  readonly days: readonly number[];
}

/**
 * What steps are counted in: a plain index, milliseconds, calendar months, or days that are open. Who
 * switches on the kind says something for each of them, or does not compile.
 */
export type StrideKind = 'index' | 'time' | 'months' | 'open days';

const strides: Readonly<
  Record<FrequencyUnit, { readonly kind: StrideKind; readonly each: number }>
> = {
  millisecond: { kind: 'time', each: 1 },
  second: { kind: 'time', each: 1000 },
  minute: { kind: 'time', each: 60_000 },
  hour: { kind: 'time', each: 3_600_000 },
  day: { kind: 'time', each: 86_400_000 },
  business: { kind: 'open days', each: 1 },
  week: { kind: 'time', each: 604_800_000 },
  month: { kind: 'months', each: 1 },
  quarter: { kind: 'months', each: 3 },
  year: { kind: 'months', each: 12 },
  step: { kind: 'index', each: 1 },
};

/** One step of a frequency: what it is counted in, and how many of that it is. */
export function strideOf({ unit, count }: Frequency): { kind: StrideKind; size: number } {
  const { kind, each } = strides[unit];
  return { kind, size: each * count };
}

/** Milliseconds of one step, or null where steps have no fixed length (months, business days, index). */
export function stepMs(frequency: Frequency): number | null {
  const { kind, size } = strideOf(frequency);
  return kind === 'time' ? size : null;
}

/** Codes as in the contract (and pandas), to unit and anchor; the first code of a unit is its name. */
const codes: readonly (readonly [string, FrequencyUnit, ('start' | 'end')?])[] = [
  ['ms', 'millisecond'],
  ['s', 'second'],
  ['min', 'minute'],
  ['h', 'hour'],
  ['D', 'day'],
  ['B', 'business'],
  ['W', 'week'],
  ['MS', 'month', 'start'],
  ['ME', 'month', 'end'],
  ['M', 'month'],
  ['QS', 'quarter', 'start'],
  ['QE', 'quarter', 'end'],
  ['Q', 'quarter'],
  ['YS', 'year', 'start'],
  ['YE', 'year', 'end'],
  ['Y', 'year'],
  ['step', 'step'],
];

const aliases: Readonly<Record<string, string>> = {
  S: 's',
  sec: 's',
  second: 's',
  seconds: 's',
  T: 'min',
  m: 'min',
  minute: 'min',
  minutes: 'min',
  H: 'h',
  hour: 'h',
  hours: 'h',
  hourly: 'h',
  d: 'D',
  day: 'D',
  days: 'D',
  daily: 'D',
  b: 'B',
  business: 'B',
  w: 'W',
  week: 'W',
  weekly: 'W',
  month: 'MS',
  monthly: 'MS',
  quarter: 'QS',
  quarterly: 'QS',
  A: 'Y',
  AS: 'YS',
  year: 'YS',
  yearly: 'YS',
  annual: 'YS',
  steps: 'step',
  index: 'step',
};

/**
 * Reads `15min`, `h`, `2W`, `W-SUN` (weeks from Sunday to Saturday), `MS` …
 * @throws UserError (exit 2)
 */
export function parseFrequency(text: string, flag = '--freq'): Frequency {
  const match = /^(\d{0,6}) ?([A-Za-z]{1,12}(?:-[A-Za-z]{3})?)$/.exec(text.trim());
  const written = match?.[2] ?? '';
  const begins = weekdayOfCode(written);
  const name = begins ? 'W' : Object.hasOwn(aliases, written) ? aliases[written]! : written;
  const code = codes.find(([candidate]) => candidate === name);
  const count = match?.[1] ? Number(match[1]) : 1;
  if (!code || count < 1) {
    throw usageError(
      `${flag} ${text} is no frequency`,
      'write a number and a unit: 15min, h, D, B, W (weeks from Monday), W-SUN … W-SAT, MS, QS, YS, or step',
    );
  }
  const [, unit, anchor] = code;
  return { unit, count, ...(anchor && { anchor }), ...(begins && { begins }) };
}

/** `W-SUN` to 7; 0 for what names no weekday. */
function weekdayOfCode(code: string): number {
  const day = /^W-([A-Z]{3})$/i.exec(code)?.[1] ?? '';
  return weekdayNames.findIndex((name) => name.toLowerCase() === day.toLowerCase()) + 1;
}

/** The code of a frequency; reads back with `parseFrequency`. */
export function formatFrequency(frequency: Frequency): string {
  const code = codes.find(
    ([, unit, anchor]) => unit === frequency.unit && anchor === frequency.anchor,
  );
  const begins = frequency.begins ? `-${weekdayNames[frequency.begins - 1]!.toUpperCase()}` : '';
  return `${frequency.count === 1 ? '' : frequency.count}${code?.[0] ?? frequency.unit}${begins}`;
}

/** The weekdays that business days or the days of a session fall on. */
export const openDays = ({ session, weekdays }: Frequency) => session?.days ?? weekdays ?? workdays;

/** The seasonal period in steps that a frequency suggests; 1 is none. */
export function defaultSeason(frequency: Frequency): number {
  const { unit, count, session } = frequency;
  const step = stepMs(frequency);
  if (session && step !== null) return Math.round((session.close - session.open) / step) + 1;
  const periods: Record<FrequencyUnit, number> = {
    millisecond: 1,
    second: 60,
    minute: 1440,
    hour: 24,
    day: 7,
    business: openDays(frequency).length,
    week: 52,
    month: 12,
    quarter: 4,
    year: 1,
    step: 1,
  };
  const steps = periods[unit] / count;
  return steps >= 2 && Number.isInteger(steps) ? steps : 1;
}
