import {
  dayMs,
  daysFromCivil,
  daysFromIsoWeek,
  daysInMonth,
  isLeapYear,
} from '../calendar/civil.js';
import { monthOfWord } from '../calendar/month-names.js';
import type { CellColumn } from '../cells/cells.js';
import { readNumbers } from '../cells/number-column.js';
import type { Table } from '../rows/table.js';
import { isDigitsOnly } from '../times/numeric-times.js';

/** What a column says of a date, and which columns of a table say it. */
type Part =
  | 'year'
  | 'quarter'
  | 'month'
  | 'week'
  | 'day'
  | 'dayOfYear'
  | 'hour'
  | 'minute'
  | 'second';
export type PartColumns = Partial<Record<Part, number>>;

/** Whether a column holds whole numbers of a range and nothing else. */
export function isWithin(table: Table, column: number, low: number, high: number): boolean {
  const cells = table.columns[column];
  if (!cells || !isDigitsOnly(cells)) return false;
  return readNumbers(cells, '.').values.every((value) => value >= low && value <= high);
}

/** The middle month of three that are known by their initials: `DJF` is January, `JJA` July. */
export function middleOfSeason(text: string): number | undefined {
  const at = /^[A-Z]{3}$/i.test(text) ? 'DJFMAMJJASONDJ'.indexOf(text.toUpperCase()) : -1;
  return at < 0 ? undefined : at + 1;
}

/** Months that are written: `DJF`, `January`, `M01` as the Bureau of Labor Statistics has it, `Q1`, `Qtr 1`. */
export function monthsOf(cells: CellColumn): Float64Array {
  const forms = cells.templates.map((template) => {
    const text = template.trim();
    const word = monthOfWord(text)?.month;
    const middle = word ?? middleOfSeason(text);
    if (middle !== undefined) return () => middle;
    const letters = /^(M|Q|Qtr|Quarter)[ .]?[^\p{L}\d]$/iu.exec(text)?.[1]?.toLowerCase();
    if (letters === undefined) return () => Number.NaN;
    return letters === 'm'
      ? (digits: number) => (digits >= 1 && digits <= 12 ? digits : Number.NaN)
      : (digits: number) => (digits >= 1 && digits <= 4 ? digits * 3 - 2 : Number.NaN);
  });
  return Float64Array.from(cells.digits, (digits, row) => forms[cells.codes[row]!]!(digits));
}

/** The times of a table's rows, put together from their parts; NaN where they are no date. // (rows) */
export function joinParts(table: Table, columns: PartColumns): Float64Array {
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
  const [daysOfYear, hours] = [part('dayOfYear'), part('hour')];
  const [minutes, seconds] = [part('minute'), part('second')];
  // Hours of 100 and more are written as 0100, 1300, and so are then all others: 15 is 00:15.
  const inPairs = hours?.some((hour) => hour > 24) ?? false;
  const wall = new Float64Array(table.rows);
  for (let row = 0; row < table.rows; row++) {
    const year = years?.[row] ?? Number.NaN;
    const hour = hours?.[row] ?? 0;
    const clock = inPairs ? pairedMinutes(hour) : hour * 60 + (minutes?.[row] ?? 0);
    const date = weeks
      ? daysFromIsoWeek(year, weeks[row]!)
      : daysOfYear && !months
        ? ordinalDate(year, daysOfYear[row]!)
        : calendarDate(year, months?.[row] ?? Number.NaN, days?.[row] ?? 1);
    wall[row] = date * dayMs + clock * 60_000 + (seconds?.[row] ?? 0) * 1000;
  }
  return wall;
}

/** Minutes of a day that are written as hours and minutes in one number: 1535. */
const pairedMinutes = (clock: number) =>
  clock % 100 < 60 && clock <= 2400 ? Math.floor(clock / 100) * 60 + (clock % 100) : Number.NaN;

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
