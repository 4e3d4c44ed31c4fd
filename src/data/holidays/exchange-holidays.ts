import type { YearRange } from '../calendar/civil.js';
import { civilFromDays, daysFromCivil, daysInMonth, weekday } from '../calendar/civil.js';

/** A day of each year on which an exchange is closed; null in a year without it. */
type Rule = (year: number) => number | null;

interface RuledExchange {
  /** Trading days are as described from this year on; earlier ones had other holidays. */
  readonly since: number;
  readonly rules: readonly Rule[];
  /** Closed once, `yyyy-MM-dd`: mourning, storms, jubilees. */
  readonly once: readonly string[];
}

/** An exchange that keeps the holidays of its country. */
interface NationalExchange {
  readonly country: string;
  readonly banks?: boolean;
}

/** An exchange whose days are announced year by year and follow no rule. */
interface AnnouncedExchange {
  readonly unknown: string;
  readonly hint: string;
}

export type Exchange = RuledExchange | NationalExchange | AnnouncedExchange;

/** A weekend day moved to the nearest working day, to the Monday after, or two days on; or left. */
const shifts = {
  none: (day: number) => day,
  nearest: (day: number) => day + (weekday(day) === 6 ? -1 : weekday(day) === 7 ? 1 : 0),
  sundayToMonday: (day: number) => day + (weekday(day) === 7 ? 1 : 0),
  monday: (day: number) => day + Math.max(0, 8 - weekday(day)) * (weekday(day) > 5 ? 1 : 0),
  twoOn: (day: number) => day + (weekday(day) > 5 ? 2 : 0),
} as const;

const fixed =
  (month: number, day: number, shift: keyof typeof shifts = 'none'): Rule =>
  (year) =>
    shifts[shift](daysFromCivil(year, month, day));

/** The `n`-th of a weekday (1 is Monday) in a month; the last for -1. */
const nth =
  (n: number, day: number, month: number): Rule =>
  (year) => {
    if (n > 0) {
      const first = daysFromCivil(year, month, 1);
      return first + ((day - weekday(first) + 7) % 7) + (n - 1) * 7;
    }
    const last = daysFromCivil(year, month, daysInMonth(year, month));
    return last - ((weekday(last) - day + 7) % 7);
  };

const fromEaster =
  (days: number): Rule =>
  (year) =>
    easterSunday(year) + days;

const within =
  (from: number, to: number, rule: Rule): Rule =>
  (year) =>
    year >= from && year <= to ? rule(year) : null;

const except =
  (years: readonly number[], rule: Rule): Rule =>
  (year) =>
    years.includes(year) ? null : rule(year);

const since = (year: number, rule: Rule) => within(year, Number.POSITIVE_INFINITY, rule);

/** Easter Sunday by the "anonymous Gregorian algorithm" (Nature, 20 April 1876; Meeus, chapter 8). */
function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const shifted = h + l - 7 * m + 114;
  return daysFromCivil(year, Math.floor(shifted / 31), (shifted % 31) + 1);
}

const goodFriday = fromEaster(-2);
const easterMonday = fromEaster(1);

const nyse: RuledExchange = {
  since: 1981,
  rules: [
    fixed(1, 1, 'sundayToMonday'), // a Saturday's is not made up for
    since(1998, nth(3, 1, 1)), // Martin Luther King
    nth(3, 1, 2), // Washington
    goodFriday,
    nth(-1, 1, 5), // Memorial Day
    since(2022, fixed(6, 19, 'nearest')), // Juneteenth
    fixed(7, 4, 'nearest'),
    nth(1, 1, 9), // Labor Day
    nth(4, 4, 11), // Thanksgiving
    fixed(12, 25, 'nearest'),
  ],
  once: [
    '1985-09-27', // Gloria
    '1994-04-27', // Nixon
    ...['2001-09-11', '2001-09-12', '2001-09-13', '2001-09-14'],
    '2004-06-11', // Reagan
    '2007-01-02', // Ford
    ...['2012-10-29', '2012-10-30'], // Sandy
    '2018-12-05', // Bush
    '2025-01-09', // Carter
  ],
};

const xetra: RuledExchange = {
  since: 2002,
  rules: [
    fixed(1, 1),
    goodFriday,
    easterMonday,
    fixed(5, 1),
    within(2015, 2021, fromEaster(50)), // Whit Monday
    within(2014, 2021, fixed(10, 3)),
    fixed(12, 24),
    fixed(12, 25),
    fixed(12, 26),
    fixed(12, 31),
  ],
  once: ['2007-05-28', '2017-10-31'],
};

const london: RuledExchange = {
  since: 1978,
  rules: [
    fixed(1, 1, 'monday'),
    goodFriday,
    easterMonday,
    except([1995, 2020], nth(1, 1, 5)), // moved to VE Day
    except([2002, 2012, 2022], nth(-1, 1, 5)), // moved to the jubilees
    nth(-1, 1, 8),
    fixed(12, 25, 'twoOn'),
    fixed(12, 26, 'twoOn'),
  ],
  once: [
    '1981-07-29',
    '1995-05-08',
    '1999-12-31',
    ...['2002-06-03', '2002-06-04'],
    '2011-04-29',
    ...['2012-06-04', '2012-06-05'],
    '2020-05-08',
    ...['2022-06-02', '2022-06-03', '2022-09-19'],
    '2023-05-08',
  ],
};

const euronext: RuledExchange = {
  since: 2002,
  rules: [fixed(1, 1), goodFriday, easterMonday, fixed(5, 1), fixed(12, 25), fixed(12, 26)],
  once: [],
};

const mainland: AnnouncedExchange = {
  unknown: 'the days of the exchanges of mainland China are announced year by year',
  hint: 'list them in a file, one date a line, and give its name; CN stands for the public holidays without the bridges',
};

/** By name and by market identifier code (ISO 10383); the first of each is what messages show. */
const exchanges: Readonly<Record<string, Exchange>> = {
  NYSE: nyse,
  NASDAQ: nyse,
  XETRA: xetra,
  LSE: london,
  EURONEXT: euronext,
  XNYS: nyse,
  XNAS: nyse,
  XASE: nyse,
  ARCX: nyse,
  AMEX: nyse,
  XETR: xetra,
  XFRA: xetra,
  FWB: xetra,
  FRA: xetra,
  XLON: london,
  XPAR: euronext,
  XAMS: euronext,
  XBRU: euronext,
  XLIS: euronext,
  JPX: { country: 'JP', banks: true },
  TSE: { country: 'JP', banks: true },
  XTKS: { country: 'JP', banks: true },
  XJPX: { country: 'JP', banks: true },
  HKEX: { country: 'HK' },
  XHKG: { country: 'HK' },
  SSE: mainland,
  XSHG: mainland,
  SZSE: mainland,
  XSHE: mainland,
};

export const exchangeCodes: readonly string[] = [
  ...['NYSE', 'NASDAQ', 'XETRA', 'LSE', 'EURONEXT', 'JPX', 'HKEX'],
  ...Object.keys(exchanges).filter((code) => code.startsWith('X') && code !== 'XETRA'),
];

export const exchangeOf = (code: string): Exchange | undefined =>
  Object.hasOwn(exchanges, code) ? exchanges[code] : undefined;

/** The exchanges with rules of their own, by the names that people know. */
export const ruledExchanges: Readonly<Record<string, RuledExchange>> = {
  NYSE: nyse,
  XETRA: xetra,
  LSE: london,
  EURONEXT: euronext,
};

/** Monday to Friday on which an exchange is closed, in days since 1970-01-01, ascending. */
export function exchangeHolidays(
  { rules, once, since: first }: RuledExchange,
  { from, to }: YearRange,
): number[] {
  const days = new Set<number>();
  for (let year = Math.max(from, first); year <= to; year++) {
    for (const rule of rules) {
      const day = rule(year);
      if (day !== null && weekday(day) <= 5) days.add(day);
    }
  }
  for (const text of once) {
    const [year, month, day] = text.split('-').map(Number) as [number, number, number];
    if (year >= from && year <= to) days.add(daysFromCivil(year, month, day));
  }
  return [...days].sort((a, b) => a - b);
}

/** The first and last year of a range of days since 1970-01-01. */
export const yearsOf = (first: number, last: number): YearRange => ({
  from: civilFromDays(first).year,
  to: civilFromDays(last).year,
});
