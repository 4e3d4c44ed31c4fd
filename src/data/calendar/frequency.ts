import { usageError } from '../../errors.js';

/**
 * The regular step of a time axis. `business` means "the days that the file has": an axis that is
 * regular in rows, whose future rows fall on Monday to Friday. `step` is a plain integer index.
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
  /**
   * Rows only within opening hours (stock exchanges): regular in rows like `business`, and future
   * rows stay within them.
   */
  readonly session?: Session;
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

const unitMs: Partial<Record<FrequencyUnit, number>> = {
  millisecond: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};

/** Milliseconds of one step, or null where steps have no fixed length (months, business days, index). */
export function stepMs(frequency: Frequency): number | null {
  const ms = unitMs[frequency.unit];
  return ms === undefined ? null : ms * frequency.count;
}

/** Calendar months of one step, or null for frequencies that are not made of months. */
export function stepMonths(frequency: Frequency): number | null {
  switch (frequency.unit) {
    case 'month':
      return frequency.count;
    case 'quarter':
      return frequency.count * 3;
    case 'year':
      return frequency.count * 12;
    default:
      return null;
  }
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
 * Reads `15min`, `h`, `2W`, `MS` …
 * @throws UserError (exit 2)
 */
export function parseFrequency(text: string, flag = '--freq'): Frequency {
  const match = /^(\d{0,6}) ?([A-Za-z]{1,12})$/.exec(text.trim());
  const written = match?.[2] ?? '';
  const name = Object.hasOwn(aliases, written)
    ? aliases[written]!
    : written.replace(/^W-[A-Z]{3}$/, 'W');
  const code = codes.find(([candidate]) => candidate === name);
  const count = match?.[1] ? Number(match[1]) : 1;
  if (!code || count < 1) {
    throw usageError(
      `${flag} ${text} is no frequency`,
      'write a number and a unit: 15min, h, D, B, W, MS, QS, YS, or step',
    );
  }
  const [, unit, anchor] = code;
  return anchor ? { unit, count, anchor } : { unit, count };
}

/** The code of a frequency; reads back with `parseFrequency`. */
export function formatFrequency(frequency: Frequency): string {
  const code = codes.find(
    ([, unit, anchor]) => unit === frequency.unit && anchor === frequency.anchor,
  );
  return `${frequency.count === 1 ? '' : frequency.count}${code?.[0] ?? frequency.unit}`;
}

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
    business: 5,
    week: 52,
    month: 12,
    quarter: 4,
    year: 1,
    step: 1,
  };
  const steps = periods[unit] / count;
  return steps >= 2 && Number.isInteger(steps) ? steps : 1;
}
