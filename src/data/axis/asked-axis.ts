import { dataError } from '../../errors.js';
import { beyondDoubt } from '../ballot/ballot.js';
import type { Table } from '../rows/table.js';
import { datePart } from '../times/date-format.js';
import { isDigitsOnly } from '../times/numeric-times.js';
import { axisOfParts, findDateParts } from './date-parts.js';
import { withFinerPart } from './finer-part.js';
import { isWithin, type PartColumns } from './join-parts.js';
import { bestNumeric, datesOf } from './numeric-axis.js';
import { search } from './search-axis.js';
import type { TimeAxis } from './time-axis.js';
import { findClock, withClock } from './with-clock.js';

/**
 * The axis of the one column that the user named, with a clock beside it.
 * @throws UserError (exit 4) when the column holds no times
 */
export function asked(table: Table, column: number): TimeAxis {
  const axis = readNamed(table, column);
  if (axis) return axis;
  throw dataError(
    `${table.file}: column "${table.names[column]}" holds no times`,
    'name another column with --time, or give the form of its dates with --date-format',
  );
}

/** A column as times, or as the first of the parts of a date; null where it is neither. */
export function readNamed(table: Table, column: number): TimeAxis | null {
  const cells = table.columns[column]!;
  const parts = isDigitsOnly(cells) ? findDateParts(table) : null;
  if (parts?.columns[0] === column) return parts;
  const name = table.names[column]!;
  // Of an index from 0 on, a thousand cells and more look like years.
  const numeric = () => bestNumeric(name, cells, true);
  const dates = () => datesOf(name, cells);
  const reading = isDigitsOnly(cells) ? (numeric() ?? dates()) : (dates() ?? numeric());
  return reading && withClock(table, column, reading, beyondDoubt);
}

/**
 * The axis of several columns that the user named: the parts of a date, or a date and its clock. Parts are
 * recognized by their names; what has no such name is what follows the part before it.
 * @param written reads a table under the user's own format
 * @throws UserError (exit 4) when they give no times together
 */
export function joinedAxis(
  table: Table,
  wishes: readonly number[],
  format: string | undefined,
  written: (table: Table) => TimeAxis | null,
): TimeAxis {
  const isAsked = (axis: TimeAxis | null) => axis !== null && isAll(axis.columns, wishes);
  const isWritten = ({ reading }: TimeAxis) =>
    format === undefined || reading.format.pattern === format;
  const found = search(table);
  const unaided = found && withFinerPart(table, found);
  if (unaided && isAsked(unaided) && isWritten(unaided)) return settled(unaided, format);
  const part = only(table, wishes);
  const joined = search(part);
  const readings = [() => joined && withFinerPart(part, joined), () => axisInOrder(part)];
  const every = part.names.map((_, j) => j);
  const complete = (axis: TimeAxis | null) => {
    const whole = axis && withItsClock(part, axis);
    return whole && isAll(whole.columns, every) ? whole : null;
  };
  const whole =
    readings.map((read) => complete(read())).find((axis) => axis && isWritten(axis)) ??
    complete(written(part));
  if (whole) return settled({ ...whole, columns: whole.columns.map((j) => wishes[j]!) }, format);
  const names = part.names.map((name) => `"${name}"`).join(', ');
  throw dataError(
    `${table.file}: columns ${names} are no time together (--time)`,
    'name the parts of the time, each once: year, month, day, hour, minute, second, or a date and its clock',
  );
}

/** A date and the clock beside it, also where the dates alone tell all rows apart. */
function withItsClock(table: Table, axis: TimeAxis): TimeAxis {
  const [date] = axis.columns;
  if (axis.columns.length !== 1 || table.columns.length !== 2) return axis;
  const found = findClock(table, date!);
  if (!found) return axis;
  const patterns = [datePart(axis.reading.format.pattern), found.clock.format.pattern];
  const pattern = (date! < found.column ? patterns : patterns.reverse()).join(' ');
  const wall = axis.reading.wall.map((day, row) => day + found.clock.wall[row]!);
  const reading = { ...axis.reading, wall, format: { pattern, offset: null } };
  return { ...axis, columns: [date!, found.column], reading };
}

/** What the user has said is certain; under a format of his own no second reading is left. */
const settled = (axis: TimeAxis, format: string | undefined): TimeAxis => ({
  ...axis,
  reading: format === undefined ? axis.reading : { ...axis.reading, tie: null },
  sure: beyondDoubt,
});

const isAll = (columns: readonly number[], wanted: readonly number[]) =>
  columns.length === wanted.length && wanted.every((j) => columns.includes(j));

/** A table of these columns alone, in this order. */
const only = (table: Table, columns: readonly number[]): Table => ({
  ...table,
  names: columns.map((j) => table.names[j]!),
  columns: columns.map((j) => table.columns[j]!),
});

/** Parts of a date from the coarsest to the finest, with their numbers. */
const inOrder = [
  ['year', 1, 9999],
  ['month', 1, 12],
  ['day', 1, 31],
  ['hour', 0, 2400],
  ['minute', 0, 59],
  ['second', 0, 59],
] as const;

/** Columns of numbers as year, month, day … in the order in which they stand. */
function axisInOrder(table: Table): TimeAxis | null {
  const columns: PartColumns = {};
  if (table.columns.length > inOrder.length) return null;
  for (const [j] of table.columns.entries()) {
    const [part, low, high] = inOrder[j]!;
    if (!isWithin(table, j, low, high)) return null;
    columns[part] = j;
  }
  return axisOfParts(table, columns, null);
}
