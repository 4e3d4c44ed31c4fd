import type { CellColumn } from './cells.js';
import { dayMs, daysFromCivil, daysFromIsoWeek, daysInMonth, isLeapYear } from './civil.js';
import { type Meaning, means } from './column-names.js';
import { monthOfWord } from './month-names.js';
import { readNumbers } from './number-column.js';
import { isDigitsOnly } from './numeric-times.js';
import type { Table } from './table.js';
import type { TimeAxis } from './time-axis.js';

type Part = 'year' | 'quarter' | 'month' | 'week' | 'day' | 'dayOfYear' | 'hour' | 'minute';
type Columns = Partial<Record<Part, number>>;

/** Year, month, day, hour, minute in columns of their own, told by their names or their order. */
export function findDateParts(table: Table): TimeAxis | null {
  const columns = named(table) ?? unnamed(table);
  if (!columns) return null;
  const wall = combine(table, columns);
  const valid = wall.reduce((count, time) => count + (Number.isNaN(time) ? 0 : 1), 0);
  if (valid < table.rows * 0.8) return null;
  const day = columns.day !== undefined || columns.dayOfYear !== undefined;
  const date = columns.week === undefined ? `yyyy-MM${day ? '-dd' : ''}` : "yyyy-'W'ww";
  const pattern = `${date}${columns.hour === undefined ? '' : ' HH:mm'}`;
  return {
    columns: Object.values(columns),
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
    confidence: 'certain',
  };
}

function named(table: Table): Columns | null {
  const columns: Columns = {};
  for (const part of [
    'year',
    'month',
    'day',
    'dayOfYear',
    'hour',
    'minute',
  ] as const satisfies readonly Meaning[]) {
    const column = table.names.findIndex(
      (name, j) => means(name, part) && isDigitsOnly(table.columns[j]!),
    );
    if (column >= 0) columns[part] = column;
  }
  // A table of two heads leaves years and months without a name.
  const nameless = (j: number) => table.names[j] === `column${j + 1}`;
  if (columns.year === undefined && nameless(0) && isYears(table.columns[0]!)) columns.year = 0;
  if (columns.year === 0 && columns.month === undefined && nameless(1) && isMonths(table, 1))
    columns.month = 1;
  if (columns.month === undefined) {
    const spelt = ['month', 'quarter', 'period'] as const satisfies readonly Meaning[];
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

function isWithin(table: Table, column: number, low: number, high: number): boolean {
  const cells = table.columns[column];
  if (!cells || !isDigitsOnly(cells)) return false;
  return readNumbers(cells, '.').values.every((value) => value >= low && value <= high);
}

/** Without a header: years, months and as many of days and hours in the first columns as make each row its own. */
function unnamed(table: Table): Columns | null {
  if (table.shape.header || table.columns.length < 3) return null;
  const inRange = (column: number, low: number, high: number) => isWithin(table, column, low, high);
  if (!inRange(0, 1700, 2200) || !inRange(1, 1, 12)) return null;
  const candidates: Columns[] = [{ year: 0, month: 1 }];
  if (inRange(2, 1, 31)) candidates.push({ year: 0, month: 1, day: 2 });
  if (candidates.length > 1 && inRange(3, 0, 24))
    candidates.push({ year: 0, month: 1, day: 2, hour: 3 });
  const telling = candidates.find(
    (columns) => new Set(combine(table, columns)).size > table.rows * 0.99,
  );
  return telling ?? candidates.at(-1)!;
}

/** Months that are written: `January`, `M01` as the Bureau of Labor Statistics has it, `Q1`, `Qtr 1`. */
function monthsOf(cells: CellColumn): Float64Array {
  const forms = cells.templates.map((template) => {
    const text = template.trim();
    const word = monthOfWord(text)?.month;
    if (word !== undefined) return () => word;
    const letters = /^(M|Q|Qtr|Quarter)[ .]?[^\p{L}\d]$/iu.exec(text)?.[1]?.toLowerCase();
    if (letters === undefined) return () => Number.NaN;
    return letters === 'm'
      ? (digits: number) => (digits >= 1 && digits <= 12 ? digits : Number.NaN)
      : (digits: number) => (digits >= 1 && digits <= 4 ? digits * 3 - 2 : Number.NaN);
  });
  return Float64Array.from(cells.digits, (digits, row) => forms[cells.codes[row]!]!(digits));
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

function combine(table: Table, columns: Columns): Float64Array {
  const part = (name: Part) => {
    const column = columns[name];
    return column === undefined ? null : readNumbers(table.columns[column]!, '.').values;
  };
  const [days, weeks] = [part('day'), part('week')];
  const years = untilNext(part('year'));
  const months =
    columns.month === undefined
      ? (part('quarter')?.map((quarter) => quarter * 3 - 2) ?? null)
      : isDigitsOnly(table.columns[columns.month]!)
        ? part('month')
        : monthsOf(table.columns[columns.month]!);
  const [daysOfYear, hours, minutes] = [part('dayOfYear'), part('hour'), part('minute')];
  const wall = new Float64Array(table.rows);
  for (let row = 0; row < table.rows; row++) {
    const year = years?.[row] ?? Number.NaN;
    // Hours of 100 and more are written as 0100, 1300.
    const hour = hours?.[row] ?? 0;
    const clock =
      hour > 24 ? Math.floor(hour / 100) * 60 + (hour % 100) : hour * 60 + (minutes?.[row] ?? 0);
    const date = weeks
      ? daysFromIsoWeek(year, weeks[row]!)
      : daysOfYear && !months
        ? ordinalDate(year, daysOfYear[row]!)
        : calendarDate(year, months?.[row] ?? Number.NaN, days?.[row] ?? 1);
    wall[row] = date * dayMs + clock * 60_000;
  }
  return wall;
}

/** Pivot tables write a year beside the first of its rows only: it counts until the next one. */
function untilNext(years: Float64Array | null): Float64Array | null {
  if (!years || Number.isNaN(years[0]!)) return years;
  const written = years.reduce((count, year) => count + (Number.isNaN(year) ? 0 : 1), 0);
  if (written < 2 || written > years.length / 2) return years;
  const filled = years.slice();
  for (let row = 1; row < filled.length; row++)
    if (Number.isNaN(filled[row]!)) filled[row] = filled[row - 1]!;
  return filled;
}

function calendarDate(year: number, month: number, day: number): number {
  const fits =
    year >= 1 &&
    year <= 9999 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month);
  return fits ? daysFromCivil(year, month, day) : Number.NaN;
}

function ordinalDate(year: number, day: number): number {
  const fits = year >= 1 && year <= 9999 && day >= 1 && day <= (isLeapYear(year) ? 366 : 365);
  return fits ? daysFromCivil(year, 1, 1) + day - 1 : Number.NaN;
}
