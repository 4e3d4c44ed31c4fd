import type { Sureness } from '../ballot/ballot.js';
import { dayMs } from '../calendar/civil.js';
import type { CellColumn } from '../cells/cells.js';
import { means, soundsLikeClock } from '../cells/column-names.js';
import type { Table } from '../rows/table.js';
import { clocksOfNumbers, readClocks } from '../times/clock-column.js';
import { datePart } from '../times/date-format.js';
import { decideOrder, regularity } from '../times/date-order.js';
import { hasDay } from '../times/kinds.js';
import { isDigitsOnly } from '../times/numeric-times.js';
import type { TimeColumn } from '../times/time-column.js';
import { hasClock } from '../times/time-format.js';
import { readPartsOfHour, readPeriods } from './period-of-day.js';
import type { TimeAxis } from './time-axis.js';

/**
 * A date without a time of day, or with midnight in all rows, takes it from a column of its own: a
 * neighbour, or one called so.
 */
export function withClock(
  table: Table,
  column: number,
  date: TimeColumn,
  sure: Sureness,
): TimeAxis {
  const atMidnight = date.offsets === null && date.wall.every((time) => !(time % dayMs));
  const found =
    (hasClock(date.format.pattern) && !atMidnight) ||
    !hasDay(date.kind, date.format.pattern) ||
    !repeats(date.wall)
      ? null
      : (findClock(table, column) ??
        findPairs(table, column, [date, ...(date.rival ? [date.rival] : [])]) ??
        findPeriods(table, column, date.wall));
  const within = found && findPartsOfHour(table, [column, found.column], date.wall, found.clock);
  const clocks = [found?.clock, within?.clock].flatMap((clock) => (clock ? [clock.wall] : []));
  const add = (wall: Float64Array) =>
    clocks.reduce((sum, clock) => sum.map((time, row) => time + clock[row]!), wall);
  const decided = decideOrder(table.columns[column]!, date, add);
  if (!found) return { columns: [column], reading: decided, sure };
  const patterns = [datePart(decided.format.pattern), found.clock.format.pattern];
  const pattern = (column < found.column ? patterns : patterns.reverse()).join(' ');
  return {
    columns: [column, found.column, ...(within ? [within.column] : [])],
    reading: { ...decided, wall: add(decided.wall), format: { pattern, offset: null } },
    sure,
  };
}

/** A column of times of day: beside a column of days, or called an hour. */
export function findClock(
  table: Table,
  column: number,
): { column: number; clock: TimeColumn } | null {
  const hours = table.names
    .map((_, j) => j)
    .filter((j) => j !== column && means(table.names[j]!, 'hour'));
  for (const other of [column + 1, column - 1, ...hours]) {
    const cells = table.columns[other];
    const clock = cells && clockOf(table.names[other]!, cells);
    if (clock) return { column: other, clock };
  }
  return null;
}

/**
 * A neighbour whose numbers are hours and minutes (0, 15 … 45, 100 … 2345), whatever it is called, where
 * they make each row its own and the rows regular.
 */
export function findPairs(
  table: Table,
  column: number,
  readings: readonly { readonly wall: Float64Array }[],
) {
  for (const other of [column + 1, column - 1]) {
    const cells = table.columns[other];
    const clock = cells && isDigitsOnly(cells) ? clocksOfNumbers(cells) : null;
    if (clock?.format.pattern !== 'HHmm' || clock.odd > 0) continue;
    const fits = readings.some((days) => {
      const wall = days.wall.map((day, row) => day + clock.wall[row]!);
      return new Set(wall).size > wall.length * 0.99 && regularity(wall) > 0.9;
    });
    if (fits) return { column: other, clock };
  }
  return null;
}

/** A column that numbers the periods of each day, such as settlement periods. */
function findPeriods(table: Table, column: number, days: Float64Array) {
  for (const [other, cells] of table.columns.entries()) {
    const clock = other === column ? null : readPeriods(days, cells);
    if (clock) return { column: other, clock };
  }
  return null;
}

/** A column called so that numbers the parts of each hour. */
function findPartsOfHour(
  table: Table,
  used: readonly number[],
  days: Float64Array,
  clock: TimeColumn,
) {
  const hours = days.map((day, row) => day + clock.wall[row]!);
  if (!repeats(hours)) return null;
  for (const [other, cells] of table.columns.entries()) {
    if (used.includes(other) || !/interval|quarter|viertel|period/i.test(table.names[other]!))
      continue;
    const parts = readPartsOfHour(hours, cells);
    if (parts) return { column: other, clock: parts };
  }
  return null;
}

/** A day that stands in many rows has a time of day somewhere. */
export function repeats(wall: Float64Array): boolean {
  const sample = wall.subarray(0, 10_000);
  return sample.length < 3 || new Set(sample).size < sample.length * 0.9;
}

/** A column of times of day: written with a colon, or numbers by its name. */
function clockOf(name: string, cells: CellColumn): TimeColumn | null {
  const named = means(name, 'hour') || soundsLikeClock(name);
  if (isDigitsOnly(cells)) return named ? clocksOfNumbers(cells) : null;
  const clocks = readClocks(cells);
  // `0.40` is a number unless the column is called a time.
  return clocks && (named || !/^H+\.m+$/.test(clocks.format.pattern)) ? clocks : null;
}
