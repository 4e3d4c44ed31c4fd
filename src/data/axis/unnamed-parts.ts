import type { Table } from '../rows/table.js';
import { regularity } from '../times/date-order.js';
import { isWithin, joinParts, type PartColumns } from './join-parts.js';

/** Years stand in one of the first columns; behind a station and its place at the latest. */
const MAX_START = 12;
/** How well rows whose columns nobody names must follow each other to be dates. */
const REGULAR = 0.8;

/**
 * Years with months, days, hours and minutes behind them, or with days of the year and hours, recognized by
 * their order and their ranges alone: as few of them as make each row its own. Where the columns have
 * names, or stand behind others, the times must follow each other as those of a series do.
 */
export function unnamedParts(table: Table): PartColumns | null {
  const last = Math.min(MAX_START, table.columns.length - 3);
  for (let year = 0; year <= last; year++) {
    if (!isWithin(table, year, 1700, 2200)) continue;
    const proven = year === 0 && !table.shape.header;
    const found = partsBehind(table, year, proven);
    if (found) return found;
  }
  return null;
}

function partsBehind(table: Table, year: number, proven: boolean): PartColumns | null {
  const withTimes = (columns: PartColumns) => ({ columns, wall: joinParts(table, columns) });
  const follow = (wall: Float64Array) =>
    wall.every((time) => !Number.isNaN(time)) && regularity(wall) > REGULAR;
  const isSeries = (wall: Float64Array) => proven || follow(wall);
  const calendar = calendarParts(table, year).map(withTimes);
  const ordinal = ordinalParts(table, year)
    .map(withTimes)
    .filter(({ wall }) => follow(wall));
  const timed = [...calendar, ...ordinal];
  const telling = timed.find(
    ({ wall }) => new Set(wall).size > table.rows * 0.99 && isSeries(wall),
  );
  if (telling) return telling.columns;
  const finest = (proven ? calendar : timed).at(-1);
  return finest && isSeries(finest.wall) ? finest.columns : null;
}

/** Year and month; with the day; with the hour; with the minute. */
function calendarParts(table: Table, year: number): PartColumns[] {
  const month = year + 1;
  if (!isWithin(table, month, 1, 12)) return [];
  const found: PartColumns[] = [{ year, month }];
  if (!isWithin(table, year + 2, 1, 31)) return found;
  const day = { year, month, day: year + 2 };
  return [...found, day, ...clockParts(table, day, year + 3)];
}

/** Year and day of the year; with the hour, `100` or `1`; with the minute. */
function ordinalParts(table: Table, year: number): PartColumns[] {
  const dayOfYear = year + 1;
  if (!isWithin(table, dayOfYear, 1, 366)) return [];
  const day = { year, dayOfYear };
  return [day, ...clockParts(table, day, year + 2)];
}

function clockParts(table: Table, date: PartColumns, hour: number): PartColumns[] {
  if (isWithin(table, hour, 0, 24)) {
    const clock = { ...date, hour };
    const minute = hour + 1;
    return isWithin(table, minute, 0, 59) ? [clock, { ...clock, minute }] : [clock];
  }
  return isWithin(table, hour, 0, 2400) ? [{ ...date, hour }] : [];
}
