import { dataError } from '../../errors.js';
import { beyondDoubt } from '../ballot/ballot.js';
import { soundsLikeTime } from '../cells/column-names.js';
import type { Table } from '../rows/table.js';
import { readDates } from '../times/date-column.js';
import { datePart, formOfPattern, numericFormats } from '../times/date-format.js';
import { isYearly } from '../times/kinds.js';
import { readNumericTimes } from '../times/numeric-times.js';
import type { TimeColumn } from '../times/time-column.js';
import { asked, joinedAxis, readNamed } from './asked-axis.js';
import { withFinerPart } from './finer-part.js';
import { refuseOtherCalendars } from './other-calendars.js';
import { search } from './search-axis.js';
import type { TimeAxis } from './time-axis.js';
import { refuseMonths, refuseUnread, refuseYearless } from './unread-times.js';
import { withClock } from './with-clock.js';

/**
 * Finds the time axis of a table.
 * @param wishes indices of the columns that the user named: none, one, or the parts of a time
 * @param format the user's --date-format, if any
 * @throws UserError (exit 4) where the columns named, or the format, give no times
 */
export function findTimeAxis(
  table: Table,
  wishes: readonly number[],
  format?: string | undefined,
): TimeAxis {
  if (wishes.length > 1)
    return joinedAxis(table, wishes, format, (part) =>
      format === undefined ? null : formatted(part, undefined, format),
    );
  const [wish] = wishes;
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
  sure: { margin: 0, votes: [] },
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

/** The axis under the user's own format: the column named, or the first that reads so. */
function formatted(table: Table, wish: number | undefined, format: string): TimeAxis {
  // What a reading without the flag tells is read again as it was, however mixed its cells are.
  const coarse = wish === undefined ? search(table) : readNamed(table, wish);
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
    if (reading) return withClock(table, column, reading, beyondDoubt);
  }
  const what = wish === undefined ? 'no column' : `column "${table.names[wish]}" does not`;
  throw dataError(
    `${table.file}: ${wish === undefined ? `${what} reads` : `${what} read`} as ${format} (--date-format)`,
    'see how its times are written with `gatecast inspect`',
  );
}
