import { dataError, usageError } from '../errors.js';
import { shellWord } from '../shell-word.js';
import { askedTimes } from './axis/asked-times.js';
import { findTimeAxis, numbered } from './axis/find-axis.js';
import { placeInZone } from './axis/place-in-zone.js';
import type { TimeAxis } from './axis/time-axis.js';
import { timesBeside } from './axis/times-beside.js';
import { wholeTimes } from './axis/whole-times.js';
import { parseFrequency } from './calendar/frequency.js';
import { type CellColumn, cellText } from './cells/cells.js';
import { soundsLikeTime } from './cells/column-names.js';
import { decideDecimal } from './cells/decimal.js';
import { templateOf } from './cells/long-cells.js';
import { readNumbers } from './cells/number-column.js';
import type { DecimalMark } from './cells/numbers.js';
import { findSentinels, sentinelsIn, statedSentinels } from './cells/sentinels.js';
import { guessesOf, roleGuesses } from './findings/guesses.js';
import { splitDecimals } from './layout/split-decimals.js';
import { cutRows, rowsWithoutFooter, withoutTextBelowDigits } from './layout/trim-rows.js';
import { unfoldTable } from './layout/unfold-table.js';
import type { Finding, ReadingOptions } from './reading.js';
import { columnTypes } from './roles/column-types.js';
import { chooseRoles } from './roles/roles.js';
import type { Table } from './rows/table.js';
import { isPeriodKind } from './times/kinds.js';
import { isDigitsOnly, readNumericTimes } from './times/numeric-times.js';
import { dateReadings } from './times/time-template.js';
import type { Outline, Understanding } from './understanding.js';

/**
 * Types, decimal mark and times of a table.
 * @throws UserError (exit 2) for a column that is not there, (exit 4) for a named one without times
 */
export function outline(found: Table, options: ReadingOptions): Outline {
  const { table, axis } = placeRows(
    unfoldTable(withoutTextBelowDigits(wholeTimes(found))),
    options,
  );
  const decimal = decideDecimal(
    table.columns,
    table.dialect.dialect.delimiter,
    decimalWish(options.decimal),
  );
  const missing = new Set((options.missingValues ?? []).map((text) => text.trim()));
  const types = columnTypes(table, axis.columns, decimal, missing);
  const stated = statedSentinels(table.shape.preamble);
  const sentinels = findSentinels(
    table.columns.map((column, j) => {
      if (types[j] !== 'number') return null;
      const read = (cells: CellColumn) => readNumbers(cells, decimal.marks[j]!, missing).values;
      const wanted = sentinelsIn(column, stated, read);
      return wanted.length === 0 ? null : { values: read(column), wanted };
    }),
    stated,
  );
  const { times, zone, findings } = placeInZone(table, axis, options.tz);
  return {
    table,
    types,
    decimal,
    missing,
    sentinels,
    axis,
    times,
    zone,
    findings: [
      ...table.findings,
      ...findings,
      ...oddTimes(table, axis),
      ...timesBeside(table, axis),
      ...tellSentinels(table, sentinels, stated),
    ],
    guesses: guessesOf(table, decimal, axis, options),
  };
}

/** The table without its footer, and its time axis. */
function placeRows(table: Table, options: ReadingOptions): { table: Table; axis: TimeAxis } {
  const wishes = askedTimes(table, options.time ?? []);
  const asStep = options.freq !== undefined && parseFrequency(options.freq).unit === 'step';
  const found = findTimeAxis(table, wishes, options.dateFormat);
  const axis = asStep ? asIndex(table, found) : found;
  const rows = rowsWithoutFooter(table, axis);
  if (rows === table.rows) return { table, axis };
  const reading = {
    ...axis.reading,
    wall: axis.reading.wall.subarray(0, rows),
    offsets: axis.reading.offsets?.subarray(0, rows) ?? null,
  };
  return { table: cutRows(table, rows), axis: { ...axis, reading } };
}

/** A column of whole numbers as the index that the user says it is, whatever else it may look like. */
function asIndex(table: Table, found: TimeAxis): TimeAxis {
  if (found.refusal) return numbered(table);
  const [column, ...more] = found.columns;
  if (column === undefined || more.length > 0 || found.reading.kind === 'step') return found;
  const cells = table.columns[column]!;
  const index = isDigitsOnly(cells)
    ? readNumericTimes(cells).find(({ kind }) => kind === 'step')
    : undefined;
  return index ? { ...found, reading: index } : found;
}

/** Adds the columns' roles to an outline. */
export function assignRoles(known: Outline, options: ReadingOptions): Understanding {
  const { table, types, axis, times } = known;
  const roles = chooseRoles(
    {
      file: table.file,
      names: table.names,
      columns: table.columns,
      types,
      marks: known.decimal.marks,
      timeColumns: axis.columns,
      times,
    },
    options,
  );
  return { ...known, roles, guesses: [...known.guesses, ...roleGuesses(table, roles, options)] };
}

function decimalWish(text: string | undefined): DecimalMark | undefined {
  if (text === undefined || text === '.' || text === ',') return text;
  throw usageError(`--decimal "${text}" is no decimal mark`, 'give . or ,');
}

function oddTimes(table: Table, axis: TimeAxis): Finding[] {
  const column = axis.columns[0];
  if (column === undefined && !axis.refusal) return tellNumbered(table);
  if (column === undefined || axis.reading.valid === table.rows) return [];
  const row = axis.reading.wall.findIndex((time) => Number.isNaN(time));
  const count = table.rows - axis.reading.valid;
  const cell = cellText(table.columns[column]!, row).slice(0, 40);
  const one = count === 1;
  // Years and quarters above months, as statistical offices publish them.
  const isPeriod =
    axis.columns.length === 1 &&
    dateReadings(templateOf(cell)).some(
      ({ kind }) => isPeriodKind(kind) && kind !== axis.reading.kind,
    );
  const what = isPeriod
    ? `${one ? 'a row is' : `${count} rows are`} of other periods than the rest ("${cell}")`
    : `${one ? 'a row has' : `${count} rows have`} no time ("${cell}")`;
  return [
    {
      level: 'warning',
      text: `${what} and ${one ? 'is' : 'are'} left out`,
      file: table.file,
      row: table.lineOf(row),
      column: table.names[column]!,
    },
  ];
}

/** Rows are numbered although a column is called a time. */
function tellNumbered(table: Table): Finding[] {
  const name = table.names.find((candidate) => soundsLikeTime(candidate));
  if (name === undefined) return [];
  return [
    {
      level: 'warning',
      text: `"${name}" is not read as times: the rows are numbered from 1 (--time and --date-format decide)`,
      file: table.file,
      row: null,
      column: name,
    },
  ];
}

function tellSentinels(
  table: Table,
  sentinels: readonly (readonly number[])[],
  stated: readonly number[],
): Finding[] {
  return sentinels.flatMap((values, j) =>
    values.map((value) => ({
      level: 'note' as const,
      text: `"${table.names[j]}": ${value} is ${stated.includes(value) ? 'said to be no value' : 'far from all other numbers'} and read as missing`,
      file: table.file,
      row: null,
      column: table.names[j]!,
    })),
  );
}

/** @throws UserError (exit 4) when two readings are equally likely, with both and the deciding flag */
export function refuseTies(known: Outline): void {
  const { table, axis, decimal } = known;
  const split = splitDecimals(table);
  if (split) throw split;
  if (axis.refusal) throw dataError(`${table.file}: ${axis.refusal.message}`, axis.refusal.hint);
  const time = axis.reading.tie;
  if (time) {
    throw dataError(
      `${table.file}: "${time.example}" in column "${table.names[axis.columns[0]!]}" may be ${time.pattern} or ${time.other}, and no row decides`,
      `say which: --date-format ${shellWord(time.pattern)} or --date-format ${shellWord(time.other)}`,
    );
  }
  if (decimal.tie && known.types[decimal.tie.column] === 'number') {
    const { column, example } = decimal.tie;
    throw dataError(
      `${table.file}: "${example}" in column "${table.names[column]}" may be ${example.replace(/[.,]/, '')} or ${example.replace(',', '.')}, and no cell decides`,
      'say which: --decimal . or --decimal ,',
    );
  }
}
