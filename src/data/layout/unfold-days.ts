import { findDateParts } from '../axis/date-parts.js';
import { civilFromDays, dayMs, daysInMonth } from '../calendar/civil.js';
import { CellColumnBuilder } from '../cells/cell-builder.js';
import { cellKey, cellText } from '../cells/cells.js';
import { isMissingText } from '../cells/missing.js';
import { isNumeric } from '../cells/number-column.js';
import type { Table } from '../rows/table.js';
import { readDates } from '../times/date-column.js';
import { isDigitsOnly } from '../times/numeric-times.js';
import { hasClock } from '../times/time-format.js';
import { long } from './long-table.js';

/** Rows are days, columns are hours: `00:00` to `23:00`, 0 to 23, or 1 to 24 with a letter or without. */
export function unfoldHours(table: Table): Table | null {
  // The repeated hour may have the name of the first: `02:00`, and `02:00 (2)` to tell them apart.
  const names = table.names.map((name) =>
    / \(2\)$/.test(name) ? `${plainHour(name.slice(0, -4))}B` : plainHour(name),
  );
  const form = /^((?:\p{L}{1,5}[ _]?)?)(\d{1,2})(A|B)?$/u;
  const hours = numbered({ ...table, names }, form, 24, [0, 1]);
  if (!hours) return null;
  const days = datesOfRows(table, hours);
  if (!days || hasClock(days.pattern)) return null;
  const first = hours[0]!.number;
  return unfold(table, days, 24, 'the columns are the hours of a day', (row) =>
    hours.flatMap(({ j, number, repeated }) =>
      // The hour that the end of summer time repeats is empty on all other days (`Hour 3B`).
      repeated && isMissingText(cellText(table.columns[j]!, row))
        ? []
        : [{ j, time: `${days.text(row)} ${String(number - first).padStart(2, '0')}:00` }],
    ),
  );
}

/** An hour as its number alone: `00:00`, `12 AM`, `0h`, `00-01`, `0000` are 0, `1. Stunde` is 1. */
function plainHour(text: string): string {
  const name = text.trim();
  const [, half, letter] = /^(\d{1,2})(?::00)? ?([AP])\.?M\.?$/i.exec(name) ?? [];
  if (letter) return String((Number(half) % 12) + (/p/i.test(letter) ? 12 : 0));
  const [, from, to] = /^(\d{1,2})(?:[:.]00)? ?[-–~] ?(\d{1,2})(?:[:.]00)?$/.exec(name) ?? [];
  if (from && Number(to) % 24 === (Number(from) + 1) % 24) return from;
  return name
    .replace(/^([01]\d|2[0-4])00$/, '$1')
    .replace(/(?<=\d)(?:(?::00){1,2}|(?: ?h| Uhr|[時时시点點]|\. ?Stunde))(?=[AB]?$)/, '');
}

/** Rows are months, columns are their days, 1 to 31, as the yearbooks of rivers have them. */
export function unfoldDays(table: Table): Table | null {
  const columns = numbered(table, /^(\D{0,20})(\d{1,2})$/u, 31, [1]);
  if (!columns) return null;
  const months = datesOfRows(table, columns);
  const isMonth = (time: number) =>
    Number.isNaN(time) || civilFromDays(Math.floor(time / dayMs)).day === 1;
  if (!months?.wall.every(isMonth)) return null;
  return unfold(table, months, 30, 'the columns are the days of a month', (row) => {
    const time = months.wall[row]!;
    if (Number.isNaN(time)) return [];
    const { year, month } = civilFromDays(Math.floor(time / dayMs));
    return columns
      .filter(({ number }) => number <= daysInMonth(year, month))
      .map(({ j, number }) => ({ j, time: isoDate(time + (number - 1) * dayMs) }));
  });
}

interface Numbered {
  readonly j: number;
  readonly number: number;
  readonly repeated: boolean;
}

/** Columns of numbers that one prefix counts through, with a repeated one among them; those of flags are passed over. */
function numbered(
  table: Table,
  form: RegExp,
  count: number,
  firsts: readonly number[],
): Numbered[] | null {
  if (table.names.length <= count) return null;
  const groups = new Map<string, Numbered[]>();
  table.names.forEach((name, j) => {
    const match = form.exec(name.trim());
    if (!match) return;
    const column = { j, number: Number(match[2]), repeated: match[3] === 'B' };
    groups.set(match[1]!, [...(groups.get(match[1]!) ?? []), column]);
  });
  const counts = (columns: readonly Numbered[]) => {
    const plain = columns.filter(({ repeated }) => !repeated);
    const first = plain[0]?.number ?? -1;
    return (
      plain.length === count &&
      firsts.includes(first) &&
      plain.every(({ number }, i) => number === first + i) &&
      (['.', ','] as const).some((mark) => isNumeric(table.columns[plain[0]!.j]!, mark))
    );
  };
  return [...groups.values()].find(counts) ?? null;
}

interface RowDates {
  readonly columns: readonly number[];
  readonly wall: Float64Array;
  readonly pattern: string;
  /** The date of a row, to be read again. */
  readonly text: (row: number) => string;
}

/** When the rows are, known from columns beside the numbered ones: a date, or its parts. */
export function datesOfRows(
  table: Table,
  others: readonly { readonly j: number }[],
): RowDates | null {
  const free = table.columns.map((_, j) => j).filter((j) => !others.some((other) => other.j === j));
  for (const j of free) {
    const cells = table.columns[j]!;
    const reading = readDates(cells);
    if (!reading || (isDigitsOnly(cells) && reading.kind !== 'ymd')) continue;
    const { wall, format } = reading;
    return {
      columns: [j],
      wall,
      pattern: format.pattern,
      text: (row) => cellText(cells, row).trim(),
    };
  }
  const parts = findDateParts(table);
  if (!parts || parts.columns.some((j) => !free.includes(j))) return null;
  const { wall, format } = parts.reading;
  return {
    columns: parts.columns,
    wall,
    pattern: format.pattern,
    text: (row) => isoDate(wall[row]!),
  };
}

export const isoDate = (time: number) =>
  Number.isNaN(time) ? '' : new Date(time).toISOString().slice(0, 10);

/** One row for each cell of a row that has a time; the columns that tell apart rows of one date stay. */
export function unfold(
  table: Table,
  dates: RowDates,
  factor: number,
  how: string,
  cellsOf: (row: number) => readonly { readonly j: number; readonly time: string }[],
): Table | null {
  const ids = idsBeside(table, dates);
  if (!ids) return null;
  const builders = ids.map(() => new CellColumnBuilder());
  const times = new CellColumnBuilder();
  const values = new CellColumnBuilder();
  for (let row = 0; row < table.rows; row++) {
    for (const { j, time } of cellsOf(row)) {
      ids.forEach((id, i) => {
        builders[i]!.add(cellText(table.columns[id]!, row));
      });
      times.add(time);
      values.add(cellText(table.columns[j]!, row));
    }
  }
  const names = [...ids.map((j) => table.names[j]!), 'time', 'value'];
  const columns = [...builders.map((builder) => builder.finish()), times.finish(), values.finish()];
  return long(table, factor, names, columns, how);
}

/** No column where every date stands once, else one or two that tell its rows apart; null for none. */
function idsBeside(table: Table, { columns, wall }: RowDates): readonly number[] | null {
  const candidates = table.columns
    .map((_, j) => j)
    .slice(0, MAX_IDS)
    .filter((j) => !columns.includes(j));
  const pairs = candidates.flatMap((a, i) => candidates.slice(i + 1).map((b) => [a, b]));
  const sets = [[], ...candidates.map((j) => [j]), ...pairs];
  const separates = (set: readonly number[]) => {
    const seen = new Set<string>();
    for (let row = 0; row < table.rows; row++)
      seen.add([wall[row], ...set.map((j) => cellKey(table.columns[j]!, row))].join(' '));
    return seen.size === table.rows;
  };
  return sets.find(separates) ?? null;
}

/** Stations and what they measure stand before the numbers. */
const MAX_IDS = 8;
