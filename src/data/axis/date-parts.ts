import { withinBounds } from '../ballot/ballot.js';
import type { CellColumn } from '../cells/cells.js';
import { type Meaning, means } from '../cells/column-names.js';
import { readNumbers } from '../cells/number-column.js';
import type { Table } from '../rows/table.js';
import { isDigitsOnly } from '../times/numeric-times.js';
import { isWithin, joinParts, monthsOf, type PartColumns } from './join-parts.js';
import type { TimeAxis } from './time-axis.js';
import { unnamedParts } from './unnamed-parts.js';
import { findClock, findPairs, repeats } from './with-clock.js';

/**
 * Year, month, day, hour, minute in columns of their own, recognized by their names or their order, and a
 * time of day that is written beside them.
 */
export function findDateParts(table: Table): TimeAxis | null {
  const columns = named(table) ?? unnamedParts(table);
  if (!columns) return null;
  const dates = joinParts(table, columns);
  const day = columns.day !== undefined || columns.dayOfYear !== undefined;
  const clock =
    day && columns.hour === undefined && repeats(dates)
      ? (findClock(table, (columns.day ?? columns.dayOfYear)!) ??
        findPairs(table, (columns.day ?? columns.dayOfYear)!, [{ wall: dates }]))
      : null;
  return axisOfParts(table, columns, clock);
}

/** Log-odds of each column that is a part of the date, by its name or its numbers. */
const A_PART = 2.5;

/** The axis of a date's parts and a clock beside them; null where a fifth of the rows or more are no dates. */
export function axisOfParts(
  table: Table,
  columns: PartColumns,
  clock: ReturnType<typeof findClock>,
): TimeAxis | null {
  const dates = joinParts(table, columns);
  const day = columns.day !== undefined || columns.dayOfYear !== undefined;
  const wall = clock ? dates.map((date, row) => date + clock.clock.wall[row]!) : dates;
  const valid = wall.reduce((count, time) => count + (Number.isNaN(time) ? 0 : 1), 0);
  if (valid < table.rows * 0.8) return null;
  const date = columns.week === undefined ? `yyyy-MM${day ? '-dd' : ''}` : "yyyy-'W'ww";
  const hours = columns.hour === undefined && !clock ? '' : ' HH:mm';
  const pattern = `${date}${hours}${columns.second === undefined ? '' : ':ss'}`;
  return {
    columns: [...Object.values(columns), ...(clock ? [clock.column] : [])],
    reading: {
      kind: 'parts',
      format: { pattern, offset: null },
      wall,
      offsets: null,
      valid,
      odd: table.rows - valid,
      tie: null,
      rival: null,
      evidence: 'the parts of the date stand in columns of their own',
    },
    sure: { margin: withinBounds(A_PART * Object.keys(columns).length), votes: [] },
  };
}

function named(table: Table): PartColumns | null {
  const columns: PartColumns = {};
  for (const part of [
    'year',
    'month',
    'day',
    'dayOfYear',
    'hour',
    'minute',
    'second',
  ] as const satisfies readonly Meaning[]) {
    const column = table.names.findIndex(
      (name, j) =>
        means(name, part) && isDigitsOnly(table.columns[j]!) && !Object.values(columns).includes(j),
    );
    if (column >= 0) columns[part] = column;
  }
  nameDay(table, columns);
  nameMinutes(table, columns);
  if (columns.minute === undefined) delete columns.second;
  // A table of two heads leaves years and months without a name.
  const nameless = (j: number) => table.names[j] === `column${j + 1}`;
  if (columns.year === undefined && nameless(0) && isYears(table.columns[0]!)) columns.year = 0;
  if (columns.year === 0 && columns.month === undefined && nameless(1) && isMonths(table, 1))
    columns.month = 1;
  if (columns.month === undefined) {
    const spelt = ['month', 'season', 'quarter', 'period'] as const satisfies readonly Meaning[];
    const column = spelt
      .map((part) => table.names.findIndex((name, j) => means(name, part) && isMonths(table, j)))
      .find((j) => j >= 0);
    if (column !== undefined) columns.month = column;
  }
  if (columns.year === undefined) return null;
  if (columns.month !== undefined || columns.dayOfYear !== undefined) return columns;
  // Quarters and weeks as numbers count only where nothing finer is there.
  for (const [part, last] of [
    ['quarter', 4],
    ['week', 53],
  ] as const) {
    const column = table.names.findIndex(
      (name, j) => means(name, part) && isWithin(table, j, 1, last),
    );
    if (column >= 0) return { year: columns.year, [part]: column };
  }
  return null;
}

/** `Year, Month, Date`: beside its month, a date of 1 to 31 is a day. */
function nameDay(table: Table, columns: PartColumns): void {
  const next = (columns.month ?? Number.NaN) + 1;
  const isDate = columns.year !== undefined && means(table.names[next] ?? '', 'time');
  if (columns.day === undefined && isDate && !Object.values(columns).includes(next))
    if (isWithin(table, next, 1, 31)) columns.day = next;
}

/** `hh mm` beside `YY MM DD`: what follows the hour are minutes. */
function nameMinutes(table: Table, columns: PartColumns): void {
  const next = (columns.hour ?? Number.NaN) + 1;
  if (
    columns.minute === undefined &&
    /^mm?$/i.test(table.names[next]?.replace(/ \(2\)$/, '') ?? '')
  )
    if (isWithin(table, next, 0, 59)) columns.minute = next;
}

function isYears(cells: CellColumn): boolean {
  return (
    isDigitsOnly(cells) &&
    readNumbers(cells, '.').values.every((year) => year > 1500 && year < 2200)
  );
}

/** Yearly means among the months (`M13`) are forgiven. */
function isMonths(table: Table, j: number): boolean {
  const months = monthsOf(table.columns[j]!);
  return months.filter((month) => !Number.isNaN(month)).length >= table.rows * 0.8;
}
