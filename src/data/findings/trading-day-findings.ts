import { dayMs, weekday } from '../calendar/civil.js';
import { type Frequency, openDays } from '../calendar/frequency.js';
import { formatWeekdays } from '../calendar/weekdays.js';
import { zoneOf } from '../calendar/zone.js';
import { exchangeHolidays, ruledExchanges, yearsOf } from '../holidays/exchange-holidays.js';
import type { Finding, ReadingOptions } from '../reading.js';
import { type Group, pick } from '../series/group-rows.js';
import { isoText } from '../times/time-format.js';
import { numbersOf, type Understanding } from '../understanding.js';
import { marketColumns } from './market-columns.js';

/** Days that a message names. */
const SHOWN = 4;
/** Share of an exchange's holidays without a row, and of such days that are holidays, to name it. */
const ALIKE = 0.8;

/**
 * What is odd about the days of a market: weekdays without a row, rows on a week-end, rows without
 * trade. Told, never mended.
 */
export function tradingDayFindings(
  known: Understanding,
  groups: readonly Group[],
  frequency: Frequency,
  options: ReadingOptions,
): Finding[] {
  const longest = groups.reduce<Group | null>(
    (best, group) => (best && best.rows.length >= group.rows.length ? best : group),
    null,
  );
  if (!longest || frequency.unit !== 'business') return [];
  const zone = known.zone === null ? null : zoneOf(known.zone);
  const days = Array.from(longest.times, (time) =>
    Math.floor((time + (zone?.offsetAt(time) ?? 0)) / dayMs),
  );
  const tell = (level: Finding['level'], text: string, at: number | null): Finding => ({
    level,
    text,
    file: known.table.file,
    row: at === null ? null : known.table.lineOf(longest.rows[at]!),
    column: null,
  });
  return [
    ...missingDays(days, frequency, options).map(([level, text]) => tell(level, text, null)),
    ...closedDayRows(days, frequency, tell),
    ...rowsWithoutTrade(known, longest, days, tell),
  ];
}

type Tell = (level: Finding['level'], text: string, at: number | null) => Finding;

function missingDays(
  days: readonly number[],
  frequency: Frequency,
  { holidays: asked }: ReadingOptions,
): [Finding['level'], string][] {
  const open = openDays(frequency);
  const there = new Set(days);
  const missing: number[] = [];
  for (let day = days[0]!; day <= days.at(-1)!; day++)
    if (open.includes(weekday(day)) && !there.has(day)) missing.push(day);
  if (asked !== undefined && frequency.holidays) {
    const off = new Set(frequency.holidays);
    const from = frequency.holidays[0] ?? Number.POSITIVE_INFINITY;
    const gaps = missing.filter((day) => day >= from && !off.has(day));
    const odd = days.filter((day) => off.has(day));
    return [
      ...(gaps.length > 0
        ? [
            told(
              'warning',
              `${count(gaps, 'weekday')} without a row ${be(gaps)} not in --holidays ${asked}: ${named(gaps)}`,
            ),
          ]
        : []),
      ...(odd.length > 0
        ? [
            told(
              'warning',
              `${count(odd, 'row')} ${odd.length === 1 ? 'falls' : 'fall'} on a day of --holidays ${asked}: ${named(odd)}`,
            ),
          ]
        : []),
    ];
  }
  if (missing.length === 0) return [];
  const found = frequency.weekdays ? null : likelyExchange(days, missing);
  if (!found)
    return [
      told(
        'note',
        `${count(missing, 'weekday')} ${missing.length === 1 ? 'has' : 'have'} no row and ${be(missing)} taken as days without trading: ${named(missing)} (--holidays names those of the future)`,
      ),
    ];
  const others = missing.filter((day) => !found.off.has(day));
  return [
    told(
      'note',
      `the weekdays without a row are the holidays of ${found.code}: --holidays ${found.code} keeps future rows off them`,
    ),
    ...(others.length > 0
      ? [
          told(
            'warning',
            `${count(others, 'weekday')} without a row ${be(others)} no holiday of ${found.code}: ${named(others)}`,
          ),
        ]
      : []),
  ];
}

const told = (level: Finding['level'], text: string): [Finding['level'], string] => [level, text];

/** The exchange of which the missing days are the holidays, if they are those of one alone. */
function likelyExchange(days: readonly number[], missing: readonly number[]) {
  const [first, last] = [days[0]!, days.at(-1)!];
  const candidates = Object.entries(ruledExchanges).map(([code, exchange]) => {
    const holidays = exchangeHolidays(exchange, yearsOf(first, last));
    const off = new Set(holidays.filter((day) => day >= first && day <= last));
    const both = missing.filter((day) => off.has(day)).length;
    return { code, off, score: Math.min(both / missing.length, both / Math.max(1, off.size)) };
  });
  const [best, second] = candidates.sort((a, b) => b.score - a.score);
  if (missing.length < 3 || !best || best.score < ALIKE) return null;
  return second && second.score >= best.score ? null : best;
}

function closedDayRows(days: readonly number[], frequency: Frequency, tell: Tell): Finding[] {
  const open = openDays(frequency);
  const rows = days.flatMap((day, at) => (open.includes(weekday(day)) ? [] : [at]));
  if (rows.length === 0) return [];
  const on = rows.map((at) => days[at]!);
  const where = frequency.weekdays
    ? `other days than ${formatWeekdays(open)} (--weekdays)`
    : 'a week-end';
  const text = `${count(rows, 'row')} among business days ${rows.length === 1 ? 'falls' : 'fall'} on ${where}: ${named(on)}`;
  return [tell('warning', text, rows[0]!)];
}

/** Volume 0, or all prices of a row as the close before: the market was closed or asleep. */
function rowsWithoutTrade(
  known: Understanding,
  group: Group,
  days: readonly number[],
  tell: Tell,
): Finding[] {
  const columns = marketColumns(known.table.names, known.types);
  if (!columns) return [];
  const read = (j: number | undefined) =>
    j === undefined ? null : pick(numbersOf(known, j).values, group.rows);
  const volume = read(columns.volume);
  const prices = [columns.open, columns.high, columns.low, columns.close].map(read);
  const close = prices[3]!;
  const rows = days.flatMap((_, at) => {
    const flat = at > 0 && prices.every((price) => price !== null && price[at] === close?.[at - 1]);
    return volume?.[at] === 0 || flat ? [at] : [];
  });
  // A column of nothing but zeros (an index, a currency) says nothing of any day.
  if (rows.length === 0 || rows.length > days.length * 0.2) return [];
  const on = rows.map((at) => days[at]!);
  const text = `${count(rows, 'row')} ${rows.length === 1 ? 'has' : 'have'} no trade (a volume of 0, or all prices as the close before): ${named(on)}`;
  return [tell('note', text, rows[0]!)];
}

const count = (list: readonly number[], what: string) =>
  `${list.length} ${what}${list.length === 1 ? '' : 's'}`;
const be = (list: readonly number[]) => (list.length === 1 ? 'is' : 'are');
const named = (days: readonly number[]) =>
  days
    .slice(0, SHOWN)
    .map((day) => isoText(day * dayMs))
    .join(', ') + (days.length > SHOWN ? ' …' : '');
