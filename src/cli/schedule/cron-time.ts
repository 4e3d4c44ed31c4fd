import { parseWeekdays } from '../../data/calendar/weekdays.js';
import { usageError } from '../../errors.js';

/** When something runs, as the five fields of a crontab say it; each field as the numbers it stands for. */
export interface CronTime {
  /** The fields as they are written. */
  readonly text: string;
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: readonly number[];
  readonly months: readonly number[];
  /** 0 is Sunday. */
  readonly weekdays: readonly number[];
  /** A day must fit either; where one of the fields is "*", only the other counts. */
  readonly eitherDay: boolean;
}

const FIELDS = [
  { name: 'minute', key: 'minutes', from: 0, to: 59, words: [] },
  { name: 'hour', key: 'hours', from: 0, to: 23, words: [] },
  { name: 'day of the month', key: 'days', from: 1, to: 31, words: [] },
  {
    name: 'month',
    key: 'months',
    from: 1,
    to: 12,
    words: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  {
    name: 'weekday',
    key: 'weekdays',
    from: 0,
    to: 7,
    words: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
  },
] as const;

const NICKNAMES: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
};

/** Reads the five fields of a crontab. @throws UserError (exit 2) that names the field */
export function parseCron(text: string): CronTime {
  const wanted = NICKNAMES[text.trim().toLowerCase()] ?? text.trim();
  const fields = wanted.split(/\s+/);
  if (fields.length !== FIELDS.length) {
    throw usageError(
      `--cron "${text}" has ${fields.length} fields, and a crontab line has five`,
      'write minute, hour, day of the month, month, weekday: --cron "0 2 * * 1-5"',
    );
  }
  const read = FIELDS.map((field, i) => numbersOf(fields[i]!, field, text));
  const [minutes, hours, days, months, weekdays] = read as [
    number[],
    number[],
    number[],
    number[],
    number[],
  ];
  return {
    text: wanted,
    minutes,
    hours,
    days,
    months,
    weekdays: [...new Set(weekdays.map((day) => day % 7))].sort((a, b) => a - b),
    eitherDay: !fields[2]!.startsWith('*') && !fields[4]!.startsWith('*'),
  };
}

function numbersOf(
  field: string,
  { name, from, to, words }: (typeof FIELDS)[number],
  text: string,
) {
  const wrong = () =>
    usageError(
      `--cron "${text}": "${field}" is no ${name}`,
      `give numbers from ${from} to ${to}, such as ${from}, ${from}-${from + 3}, */5 or *`,
    );
  const numberOf = (part: string) => {
    const word = (words as readonly string[]).indexOf(part.toLowerCase());
    if (word >= 0) return word + (from === 1 ? 1 : 0);
    if (!/^\d{1,2}$/.test(part)) throw wrong();
    return Number(part);
  };
  const found = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '', stepText, ...more] = part.split('/');
    const step = stepText === undefined ? 1 : Number(stepText);
    if (more.length > 0 || !Number.isInteger(step) || step < 1) throw wrong();
    const [first, last] = range === '*' ? [from, name === 'weekday' ? 6 : to] : bounds(range);
    if (first < from || last > to || first > last) throw wrong();
    for (let value = first; value <= last; value += step) found.add(value);
  }
  return [...found].sort((a, b) => a - b);

  function bounds(range: string): [number, number] {
    const [a = '', b = a, ...more] = range.split('-');
    if (more.length > 0) throw wrong();
    // 5/10 is "from 5 on, every 10".
    const open = b === a && field.includes('/') && !range.includes('-');
    return [numberOf(a), open ? to : numberOf(b)];
  }
}

/** A time of day on some days of the week, or every so often. */
export interface SimpleTime {
  readonly at?: string | undefined;
  readonly weekdays?: string | undefined;
  readonly every?: string | undefined;
  readonly cron?: string | undefined;
}

const DEFAULT_AT = '02:00';

/**
 * The time that flags describe: every day at two o'clock when there are none.
 * @throws UserError (exit 2)
 */
export function cronTimeOf({ at, weekdays, every, cron }: SimpleTime): CronTime {
  if (cron !== undefined) {
    const other = { '--at': at, '--weekdays': weekdays, '--every': every };
    const clash = Object.entries(other).find(([, value]) => value !== undefined)?.[0];
    if (clash !== undefined)
      throw usageError(`--cron beside ${clash}: both say when`, 'give one of them');
    return parseCron(cron);
  }
  const { hour, minute } = parseTimeOfDay(at ?? DEFAULT_AT);
  const days = weekdays === undefined ? '*' : weekdayField(weekdays);
  if (every === undefined) return parseCron(`${minute} ${hour} * * ${days}`);
  return parseCron(everyOf(every, hour, minute, days, at !== undefined));
}

/** ISO weekdays as a crontab counts them. */
const weekdayField = (text: string) =>
  parseWeekdays(text)
    .map((day) => day % 7)
    .sort((a, b) => a - b)
    .join(',');

function everyOf(every: string, hour: number, minute: number, days: string, hasTime: boolean) {
  const [, countText = '1', unit] =
    /^(\d{1,2})?\s*(min|m|h|hour|hours|day|d|week|w)$/i.exec(every.trim()) ?? [];
  const count = Number(countText);
  const divides = (whole: number) => count >= 1 && count <= whole && whole % count === 0;
  switch (unit?.toLowerCase()) {
    case 'min':
    case 'm':
      if (divides(60) && !hasTime) return `${count === 60 ? 0 : `*/${count}`} * * * ${days}`;
      break;
    case 'h':
    case 'hour':
    case 'hours': {
      if (!divides(24)) break;
      const first = hasTime ? hour % count : 0;
      const hours = Array.from({ length: 24 / count }, (_, i) => first + i * count);
      return `${hasTime ? minute : 0} ${count === 1 ? '*' : hours.join(',')} * * ${days}`;
    }
    case 'day':
    case 'd':
      if (count === 1) return `${minute} ${hour} * * ${days}`;
      break;
    case 'week':
    case 'w':
      if (count === 1) return `${minute} ${hour} * * ${days === '*' ? '1' : days}`;
      break;
  }
  throw usageError(
    `--every "${every}" does not divide the hour, the day or the week`,
    'write 15min, 6h, day or week; anything else is a --cron',
  );
}

/** Hour and minute of `HH:MM`. */
function parseTimeOfDay(text: string): { readonly hour: number; readonly minute: number } {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (!match) throw usageError(`--at "${text}" is no time of day`, 'write it as 02:00');
  return { hour: Number(match[1]), minute: Number(match[2]) };
}

/** Days that are gone through in search of the next runs: more than four years, for 29 February. */
const MOST_DAYS = 1500;

/** The next runs after a moment, by the clock of this machine. A time that spring skips is left out. */
export function nextRuns(time: CronTime, after: Date, count: number): Date[] {
  const found: Date[] = [];
  const day = new Date(after.getFullYear(), after.getMonth(), after.getDate());
  for (let i = 0; i < MOST_DAYS && found.length < count; i++) {
    if (isDay(time, day)) {
      for (const hour of time.hours) {
        for (const minute of time.minutes) {
          const run = new Date(day.getFullYear(), day.getMonth(), day.getDate(), hour, minute);
          if (run.getHours() === hour && run > after && found.length < count) found.push(run);
        }
      }
    }
    day.setDate(day.getDate() + 1);
  }
  return found;
}

function isDay({ days, months, weekdays, eitherDay }: CronTime, day: Date): boolean {
  if (!months.includes(day.getMonth() + 1)) return false;
  const byDate = days.includes(day.getDate());
  const byWeekday = weekdays.includes(day.getDay());
  return eitherDay ? byDate || byWeekday : byDate && byWeekday;
}
