import { CellColumnBuilder, cellColumn } from '../cells/cell-builder.js';
import { type CellColumn, cellText } from '../cells/cells.js';
import { isNumeric } from '../cells/number-column.js';
import { isWord } from '../dialect/cell-kind.js';
import type { Finding } from '../reading.js';
import type { Table } from '../rows/table.js';
import { readDates } from '../times/date-column.js';
import { isDigitsOnly } from '../times/numeric-times.js';
import { long } from './long-table.js';

/** Columns are dates; the columns before them tell the series apart. */
export function unfoldDates(found: Table): Table | null {
  const periods = periodColumns(found);
  if (!periods) return null;
  const { table, kept } = withoutHeadings(found, periods);
  const others = table.names.map((_, j) => j).filter((j) => !periods.includes(j));
  const ids = seriesColumns(table, others);
  const builders = ids.map(() => new CellColumnBuilder());
  const times = new CellColumnBuilder();
  const values = new CellColumnBuilder();
  for (const row of kept) {
    const texts = ids.map((j) => cellText(table.columns[j]!, row));
    for (const column of periods) {
      texts.forEach((text, i) => {
        builders[i]!.add(text);
      });
      times.add(periodName(table.names[column]!));
      values.add(cellText(table.columns[column]!, row));
    }
  }
  const names = [...ids.map((j) => table.names[j]!), 'date', 'value'];
  const columns = [...builders.map((builder) => builder.finish()), times.finish(), values.finish()];
  return long(table, periods.length, names, columns, 'the columns are dates');
}

/** A table without the rows that hold nothing but a name, or nothing but words: headings, units, weekdays, notes. */
function withoutHeadings(table: Table, periods: readonly number[]) {
  const text = (row: number, j: number) => cellText(table.columns[j]!, row).trim();
  const isEmpty = (row: number) => (j: number) => text(row, j) === '';
  const all = table.columns.map((_, j) => j);
  const rows = Array.from({ length: table.rows }, (_, row) => row);
  // Units of the table, or the weekdays of its dates.
  const isHeading = (row: number) => {
    const full = all.filter((j) => !isEmpty(row)(j));
    return full.length > 0 && full.every((j) => periods.includes(j) && isWord(text(row, j)));
  };
  const kept = rows.filter(
    (row) =>
      (!periods.every(isEmpty(row)) || all.filter((j) => !isEmpty(row)(j)).length > 1) &&
      !isHeading(row),
  );
  if (kept.length === table.rows || kept.length === 0) return { table, kept: rows };
  const first = rows.find((row) => kept[row] !== row)!;
  const count = table.rows - kept.length;
  const finding: Finding = {
    level: 'note',
    text: `${count === 1 ? 'a row is' : `${count} rows are`} a heading or a note without a number and left out`,
    file: table.file,
    row: table.lineOf(first),
    column: null,
  };
  const rest: Table = {
    ...table,
    rows: kept.length,
    lineOf: (row) => table.lineOf(kept[row]!),
    findings: [...table.findings, finding],
  };
  return { table: rest, kept };
}

/** Columns named by dates or years that go one way, the most of the table; else null. */
function periodColumns(table: Table): number[] | null {
  if (!table.shape.header) return null;
  const names = new Set(table.names);
  // Beside a period may stand its flags: Y2000, Y2000F.
  const flags = table.names.filter((name) =>
    names.has(/^(.*\d)[ _]?\p{L}{1,8}$/u.exec(name)?.[1] ?? ''),
  );
  const named = table.names
    .map((name, j) => ({ name: periodName(name), j }))
    .filter(
      ({ name, j }) => /\d/.test(name) && name.length < 40 && !flags.includes(table.names[j]!),
    );
  if (named.length < 3 || named.length * 2 < table.names.length - flags.length - 4) return null;
  const reading = readDates(cellColumn(named.map(({ name }) => name)));
  if (!reading) return null;
  const dated = named.filter((_, i) => !Number.isNaN(reading.wall[i]!));
  if (dated.length < 3 || dated.length < named.length * 0.8 || !oneWay(reading.wall)) return null;
  const years = dated.every(({ name }) => /^\d{4}$/.test(name));
  if (years && !dated.every(({ name }) => Number(name) > 1500 && Number(name) < 2200)) return null;
  const rest = table.columns.filter((_, j) => !dated.some((period) => period.j === j));
  // A table with a time of its own has dates among its names for another reason.
  if (rest.some(tellsTimes)) return null;
  return dated.map(({ j }) => j);
}

/** `2015 [YR2015]`: what stands in brackets says the period again. R puts an X before a year. */
const periodName = (name: string) =>
  name.replace(/(?<=\d)\s*[[(].*$/, '').replace(/^[XY](?=(?:1[5-9]|20)\d\d(?!\d))/, '');

/** One time in all rows is that of the last update. */
function tellsTimes(column: CellColumn): boolean {
  const times = isDigitsOnly(column) ? null : readDates(column)?.wall;
  return times ? times.some((time) => time !== times[0] && !Number.isNaN(time)) : false;
}

function oneWay(wall: Float64Array): boolean {
  const times = wall.filter((time) => !Number.isNaN(time));
  const up = times.every((time, i) => i === 0 || time > times[i - 1]!);
  return up || times.every((time, i) => i === 0 || time < times[i - 1]!);
}

/** Whether no cell of a column is empty or stands in it twice. */
export const isUnique = (column: CellColumn): boolean =>
  column.counts[0] === 0 && tellApart([column]);

/** Whether no two rows have the same cells in the columns. */
function tellApart(columns: readonly CellColumn[]): boolean {
  const seen = new Set<string>();
  const rows = columns[0]!.length;
  for (let row = 0; row < rows; row++)
    seen.add(columns.map((column) => cellText(column, row)).join('\u0000'));
  return seen.size === rows;
}

/**
 * The columns that name a table's rows: one of text, or two of text that only do it together (province
 * and country), or one of numbers; all of them if nothing does.
 */
function seriesColumns(table: Table, others: readonly number[]): readonly number[] {
  const at = (j: number) => table.columns[j]!;
  const words = others.filter((j) => !isNumeric(at(j), '.'));
  const alone = words.find((j) => isUnique(at(j)));
  if (alone !== undefined) return [alone];
  for (const a of words)
    for (const b of words) if (a < b && tellApart([at(a), at(b)])) return [a, b];
  const number = others.find((j) => isUnique(at(j)));
  return number === undefined ? others : [number];
}
