import { dataError } from '../../errors.js';
import { dayMs } from '../calendar/civil.js';
import { soundsLikeTime } from '../cells/column-names.js';
import { isNumeric } from '../cells/number-column.js';
import type { Table } from '../rows/table.js';
import { readDates } from '../times/date-column.js';
import { datePart, formOfPattern, numericFormats } from '../times/date-format.js';
import { regularity } from '../times/date-order.js';
import { isYearly } from '../times/kinds.js';
import { isDigitsOnly, readNumericTimes } from '../times/numeric-times.js';
import type { TimeColumn } from '../times/time-column.js';
import { findDateParts } from './date-parts.js';
import { withFinerPart } from './finer-part.js';
import { bestNumeric, datesOf, isOrdered, isPlausible, numericAxes } from './numeric-axis.js';
import { refuseOtherCalendars } from './other-calendars.js';
import type { TimeAxis } from './time-axis.js';
import { refuseMonths, refuseUnread, refuseYearless } from './unread-times.js';
import { withClock } from './with-clock.js';

/**
 * Finds the time axis of a table.
 * @param wish index of the column that the user named, if any
 * @param format the user's --date-format, if any
 */
export function findTimeAxis(
  table: Table,
  wish: number | undefined,
  format?: string | undefined,
): TimeAxis {
  const found =
    format !== undefined
      ? formatted(table, wish, format)
      : wish === undefined
        ? search(table)
        : asked(table, wish);
  const axis =
    found && format === undefined ? withFinerPart(table, found) : (found ?? numbered(table));
  const [column] = axis.columns;
  if (format !== undefined || wish !== undefined) return axis;
  const suspect = column ?? table.names.findIndex((name, j) => j === 0 || soundsLikeTime(name));
  const refusal =
    (axis.columns.length < 2 && suspect >= 0
      ? refuseYearless(table, suspect, column === undefined ? null : axis.reading)
      : null) ??
    refuseOtherCalendars(table, axis.reading) ??
    (axis.reading.kind === 'step' ? refuseUnread(table) : null) ??
    (isYearly(axis.reading.kind) ? refuseMonths(table) : null);
  return refusal ? { ...numbered(table), refusal } : axis;
}

/** A table's rows numbered from 1. */
export const numbered = (table: Table): TimeAxis => ({
  columns: [],
  reading: rowNumbers(table.rows),
  confidence: 'weak',
});

/** Rows numbered from 1, for a table without times. */
function rowNumbers(rows: number): TimeColumn {
  return {
    kind: 'step',
    format: { pattern: 'step', offset: null },
    wall: Float64Array.from({ length: rows }, (_, row) => row + 1),
    offsets: null,
    valid: rows,
    odd: 0,
    tie: null,
    rival: null,
    evidence: 'no column holds times: rows are numbered from 1',
  };
}

function asked(table: Table, column: number): TimeAxis {
  const axis = partsFrom(table, column) ?? read(table, column);
  if (axis) return axis;
  throw dataError(
    `${table.file}: column "${table.names[column]}" holds no times`,
    'name another column with --time, or tell the form of its dates with --date-format',
  );
}

function read(table: Table, column: number): TimeAxis | null {
  const cells = table.columns[column]!;
  const reading =
    datesOf(table.names[column]!, cells) ?? bestNumeric(table.names[column]!, cells, true);
  return reading && withClock(table, column, reading, 'certain');
}

/** The parts of a date of which a column is the first. */
function partsFrom(table: Table, column: number): TimeAxis | null {
  const parts = isDigitsOnly(table.columns[column]!) ? findDateParts(table) : null;
  return parts?.columns[0] === column ? parts : null;
}

/** The axis under the user's own format: the column named, or the first that reads so. */
function formatted(table: Table, wish: number | undefined, format: string): TimeAxis {
  // What a reading without the flag tells is read again as it was, however mixed its cells are.
  const coarse = wish === undefined ? search(table) : (partsFrom(table, wish) ?? read(table, wish));
  const unaided = coarse && withFinerPart(table, coarse);
  if (unaided?.reading.format.pattern === format)
    return { ...unaided, reading: { ...unaided.reading, tie: null } };
  const candidates = wish === undefined ? table.names.map((_, j) => j) : [wish];
  const numeric = numericFormats.find((name) => name === format);
  const forms = numeric ? [] : [[formOfPattern(format)]];
  const short = numeric ? '' : datePart(format);
  if (short !== '' && short !== format) forms.push([formOfPattern(short)]);
  for (const column of candidates) {
    const cells = table.columns[column]!;
    const reading = numeric
      ? readNumericTimes(cells).find(({ kind }) => kind === numeric)
      : forms.map((form) => readDates(cells, form)).find((found) => found !== null);
    if (reading) return withClock(table, column, reading, 'certain');
  }
  const what = wish === undefined ? 'no column' : `column "${table.names[wish]}" does not`;
  throw dataError(
    `${table.file}: ${wish === undefined ? `${what} reads` : `${what} read`} as ${format} (--date-format)`,
    'see how its times are written with `gatecast inspect`',
  );
}

function search(table: Table): TimeAxis | null {
  const parts = findDateParts(table);
  const written = table.columns
    .map((cells, column) => ({ cells, column }))
    .filter(({ cells }) => !isDigitsOnly(cells))
    .flatMap(({ cells, column }) => {
      const reading = datesOf(table.names[column]!, cells);
      return reading ? [{ column, reading, score: scoreOf(table, column, reading) }] : [];
    })
    .sort((a, b) => b.score - a.score || a.column - b.column);
  let constant: TimeAxis | null = null;
  for (const { column, reading } of written) {
    if (isNumeric(table.columns[column]!, '.')) continue;
    const axis = withClock(table, column, reading, 'certain');
    if (hasSeveral(axis.reading.wall)) return axis;
    constant ??= axis;
  }
  if (parts) return parts;
  const [first] = numericAxes(table);
  const numeric = first && withClock(table, first.column, first.reading, confidenceOf(first));
  // Beside a column of digits that is called a date, `2024.1` in another is a number.
  const isDate = first?.named && first.reading.kind !== 'step';
  // `2024.1` and `2024.123` may be dates, and may be numbers.
  const decimal = written.find(
    ({ column, reading }) =>
      isNumeric(table.columns[column]!, '.') &&
      (!isDate || soundsLikeTime(table.names[column]!)) &&
      isPlausible(reading.wall) &&
      isOrdered(reading.wall),
  );
  if (decimal) return withClock(table, decimal.column, decimal.reading, 'likely');
  // One time in all rows (of the last update) is that of none where others tell them apart.
  return (isDate ? numeric : (constant ?? numeric)) ?? null;
}

const hasSeveral = (wall: Float64Array) =>
  wall.length < 2 || wall.some((time) => time !== wall[0] && !Number.isNaN(time));

const confidenceOf = ({ named }: { readonly named: boolean }) => (named ? 'likely' : 'weak');

function scoreOf(table: Table, column: number, reading: TimeColumn): number {
  const named = soundsLikeTime(table.names[column]!) ? 1 : 0;
  return (
    named +
    (column === 0 ? 0.5 : 0) +
    regularity(reading.wall) +
    reading.valid / table.rows -
    (isEdge(reading.wall) ? 2 : 0) -
    (endName.test(table.names[column]!) ? 1.5 : 0) -
    (writtenName.test(table.names[column]!) ? 0.7 : 0)
  );
}

/** The end of a period is not what a row is known by. */
const endName = /(?:^|[^\p{L}])(?:till|tot|bis|ende?|stop|to|until|fin)(?:[^\p{L}]|$)/iu;

/** Nor is when a row was written, where something says when it was measured. */
const writtenName = /creat|modif|updat|upload|publish|download|insert/i;

/** Times that all stand a second beside a minute (00:00:01, 23:59:59.999) are edges of periods. */
function isEdge(wall: Float64Array): boolean {
  const clock = wall[0]! % dayMs;
  return clock % 60_000 !== 0 && wall.every((time) => time % dayMs === clock);
}
