import { dataError } from '../errors.js';
import type { CellColumn } from './cells.js';
import { dayMs, daysFromCivil } from './civil.js';
import { means, soundsLikeTime } from './column-names.js';
import { readDates } from './date-column.js';
import { datePart, formOfPattern, numericFormats } from './date-format.js';
import { regularity } from './date-order.js';
import { findDateParts } from './date-parts.js';
import { isNumeric } from './number-column.js';
import { isDigitsOnly, readNumericTimes } from './numeric-times.js';
import type { Table } from './table.js';
import type { TimeColumn } from './time-column.js';
import { dateForms } from './time-forms.js';
import { type AxisRefusal, refuseUnread, refuseYearless } from './unread-times.js';
import { withClock } from './with-clock.js';

/** Which columns tell the time of a row, and what they say. */
export interface TimeAxis {
  /** Columns that are used up by it; empty when rows are only numbered. */
  readonly columns: readonly number[];
  readonly reading: TimeColumn;
  readonly confidence: 'certain' | 'likely' | 'weak';
  /** Set where a column of times is there and no axis can be made of it. */
  readonly refusal?: AxisRefusal;
}

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
  const axis = found ?? numbered(table);
  const [column] = axis.columns;
  if (format !== undefined || wish !== undefined) return axis;
  const suspect = column ?? table.names.findIndex((name, j) => j === 0 || soundsLikeTime(name));
  const refusal =
    (axis.columns.length < 2 && suspect >= 0
      ? refuseYearless(table, suspect, column === undefined ? null : axis.reading)
      : null) ?? (axis.reading.kind === 'step' ? refuseUnread(table) : null);
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
  const reading = readDates(cells) ?? bestNumeric(table.names[column]!, cells, true);
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
  const unaided =
    wish === undefined ? search(table) : (partsFrom(table, wish) ?? read(table, wish));
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
      const reading = readDates(cells);
      return reading ? [{ column, reading, score: scoreOf(table, column, reading) }] : [];
    })
    .sort((a, b) => b.score - a.score || a.column - b.column);
  const best = written.find(({ column }) => !isNumeric(table.columns[column]!, '.'));
  if (best) return withClock(table, best.column, best.reading, 'certain');
  if (parts) return parts;
  // `2024.1` and `2024.123` may be dates, and may be numbers.
  const [decimal] = written.filter(
    ({ reading }) => isPlausible(reading.wall) && isOrdered(reading.wall),
  );
  if (decimal) return withClock(table, decimal.column, decimal.reading, 'likely');
  const numeric = table.columns
    .map((cells, column) => ({ cells, column }))
    .filter(
      ({ column, cells }) =>
        isDigitsOnly(cells) || soundsLikeTime(table.names[column]!) || column === 0,
    )
    .flatMap(({ cells, column }) => {
      const name = table.names[column]!;
      const named = soundsLikeTime(name) || means(name, 'index') || /^column\d+$/.test(name);
      const reading = bestNumeric(name, cells, named && (column === 0 || soundsLikeTime(name)));
      return reading ? [{ column, reading, named }] : [];
    })
    .filter(({ named, column, reading }) => named || column === 0 || reading.kind !== 'step')
    .sort(
      (a, b) =>
        Number(a.reading.kind === 'step') - Number(b.reading.kind === 'step') ||
        Number(b.named) - Number(a.named) ||
        a.column - b.column,
    );
  const [first] = numeric;
  return first
    ? withClock(table, first.column, first.reading, first.named ? 'likely' : 'weak')
    : null;
}

function scoreOf(table: Table, column: number, reading: TimeColumn): number {
  const named = soundsLikeTime(table.names[column]!) ? 1 : 0;
  return (
    named +
    (column === 0 ? 0.5 : 0) +
    regularity(reading.wall) +
    reading.valid / table.rows -
    (isEdge(reading.wall) ? 2 : 0) -
    (endName.test(table.names[column]!) ? 1.5 : 0)
  );
}

/** The end of a period is not what a row is known by. */
const endName = /(?:^|[^\p{L}])(?:till|tot|bis|ende?|stop|to|until|fin)(?:[^\p{L}]|$)/iu;

/** Times that all stand a second beside a minute (00:00:01, 23:59:59.999) are edges of periods. */
function isEdge(wall: Float64Array): boolean {
  const clock = wall[0]! % dayMs;
  return clock % 60_000 !== 0 && wall.every((time) => time % dayMs === clock);
}

/** Digits as times: `20240105`, a year, an epoch, Excel's days; an index when nothing else fits. */
function bestNumeric(name: string, cells: CellColumn, named: boolean): TimeColumn | null {
  const dates = datesOfDigits(cells);
  const ordered = (reading: TimeColumn) => isOrdered(reading.wall);
  if (dates && isPlausible(dates.wall) && (named || dates.kind === 'ymd') && ordered(dates))
    return dates;
  const candidates = readNumericTimes(cells);
  const wanted = candidates.find(({ kind }) =>
    kind === 'excel' ? named && !means(name, 'index') : kind !== 'step',
  );
  if (wanted && (named || (cells.length > 2 && ordered(wanted))) && isRegularEnough(wanted))
    return wanted;
  const step = candidates.find(({ kind }) => kind === 'step');
  return step && isIndex(step.wall) ? step : null;
}

/** Kinds of dates that are written in digits alone, and may be taken for each other. */
const digitKinds = ['ym', 'yw', 'yymmdd', 'y'] as const;

/** Digits as dates: the first reading where it is regular, else the most regular plausible one. */
function datesOfDigits(cells: CellColumn): TimeColumn | null {
  const first = readDates(cells);
  if (!first || (isPlausible(first.wall) && regularity(first.wall) > 0.8)) return first;
  const others = digitKinds.flatMap((kind) => {
    const reading = readDates(
      cells,
      dateForms.filter((form) => form.kind === kind),
    );
    return reading && reading.odd === 0 && isPlausible(reading.wall)
      ? [{ reading, regular: regularity(reading.wall) }]
      : [];
  });
  return others.sort((a, b) => b.regular - a.regular)[0]?.reading ?? first;
}

const isPlausible = (wall: Float64Array) => {
  const low = daysFromCivil(1700, 1, 1) * dayMs;
  const high = daysFromCivil(2200, 1, 1) * dayMs;
  return wall.every((time) => Number.isNaN(time) || (time >= low && time < high));
};

const isRegularEnough = (reading: TimeColumn) =>
  regularity(reading.wall) > 0.2 || reading.kind !== 'excel';

/** Mostly ascending or mostly descending; ids repeat the order. */
function isOrdered(wall: Float64Array): boolean {
  let up = 0;
  let down = 0;
  for (let i = 1; i < wall.length; i++) {
    if (wall[i]! > wall[i - 1]!) up++;
    else if (wall[i]! < wall[i - 1]!) down++;
  }
  return up + down === 0 || Math.max(up, down) >= (up + down) * 0.8;
}

/** Numbers that go on by a constant step, apart from starting again for another series. */
function isIndex(wall: Float64Array): boolean {
  if (wall.length < 3) return false;
  const step = wall[1]! - wall[0]!;
  if (!(step >= 1)) return false;
  let good = 0;
  for (let i = 1; i < wall.length; i++) if (wall[i]! - wall[i - 1]! === step) good++;
  return good >= (wall.length - 1) * 0.9;
}
