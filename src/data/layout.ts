import { CellColumnBuilder, cellColumn } from './cell-builder.js';
import { type CellColumn, cellText } from './cells.js';
import { means } from './column-names.js';
import { readDates } from './date-column.js';
import { monthOfWord } from './month-names.js';
import { isDigitsOnly } from './numeric-times.js';
import type { Finding } from './reading.js';
import type { Table } from './table.js';

/**
 * A table in which periods are columns, made long: one row a period. Years by months (`Year, Jan,
 * Feb …`) and series by dates (`Country, 1990, 1991 …`) are known; any other table comes back as it is.
 */
export function unfoldTable(table: Table): Table {
  return unfoldMonths(table) ?? unfoldDates(table) ?? table;
}

/** Rows are years, columns are months. */
function unfoldMonths(table: Table): Table | null {
  const year = table.names.findIndex(
    (name, j) => (means(name, 'year') || j === 0) && isYears(table.columns[j]!),
  );
  if (year < 0) return null;
  const months = Array.from({ length: 12 }, (_, i) =>
    table.names.findIndex((name, j) => j !== year && monthOfName(name) === i + 1),
  );
  if (months.some((column) => column < 0)) return null;
  const times = new CellColumnBuilder();
  const values = new CellColumnBuilder();
  for (let row = 0; row < table.rows; row++) {
    const text = cellText(table.columns[year]!, row).trim();
    months.forEach((column, i) => {
      times.add(`${text}-${String(i + 1).padStart(2, '0')}`);
      values.add(cellText(table.columns[column]!, row));
    });
  }
  return long(
    table,
    12,
    ['month', 'value'],
    [times.finish(), values.finish()],
    'the columns are the months of a year',
  );
}

const monthOfName = (name: string) =>
  /^\p{L}+\.?$/u.test(name.trim()) ? monthOfWord(name.trim())?.month : undefined;

function isYears(column: CellColumn): boolean {
  return isDigitsOnly(column) && (readDates(column)?.kind === 'y' || false);
}

/** Columns are dates; the columns before them tell the series apart. */
function unfoldDates(table: Table): Table | null {
  const periods = periodColumns(table);
  if (!periods) return null;
  const others = table.names.map((_, j) => j).filter((j) => !periods.includes(j));
  const id = others.find((j) => isUnique(table.columns[j]!));
  const ids = id === undefined ? others : [id];
  const builders = ids.map(() => new CellColumnBuilder());
  const times = new CellColumnBuilder();
  const values = new CellColumnBuilder();
  for (let row = 0; row < table.rows; row++) {
    const texts = ids.map((j) => cellText(table.columns[j]!, row));
    for (const column of periods) {
      texts.forEach((text, i) => {
        builders[i]!.add(text);
      });
      times.add(table.names[column]!);
      values.add(cellText(table.columns[column]!, row));
    }
  }
  const names = [...ids.map((j) => table.names[j]!), 'date', 'value'];
  const columns = [...builders.map((builder) => builder.finish()), times.finish(), values.finish()];
  return long(table, periods.length, names, columns, 'the columns are dates');
}

/** Columns named by dates or years that go one way, the most of the table; else null. */
function periodColumns(table: Table): number[] | null {
  if (!table.shape.header) return null;
  const named = table.names
    .map((name, j) => ({ name, j }))
    .filter(({ name }) => /\d/.test(name) && name.length < 40);
  if (named.length < 3 || named.length * 2 < table.names.length - 4) return null;
  const reading = readDates(cellColumn(named.map(({ name }) => name)));
  if (!reading) return null;
  const dated = named.filter((_, i) => !Number.isNaN(reading.wall[i]!));
  if (dated.length < 3 || dated.length < named.length * 0.8 || !oneWay(reading.wall)) return null;
  const years = dated.every(({ name }) => /^\d{4}$/.test(name));
  if (years && !dated.every(({ name }) => Number(name) > 1500 && Number(name) < 2200)) return null;
  const rest = table.columns.filter((_, j) => !dated.some((period) => period.j === j));
  // A table with a time of its own has dates among its names for another reason.
  if (rest.some((column) => !isDigitsOnly(column) && readDates(column) !== null)) return null;
  return dated.map(({ j }) => j);
}

function oneWay(wall: Float64Array): boolean {
  const times = wall.filter((time) => !Number.isNaN(time));
  const up = times.every((time, i) => i === 0 || time > times[i - 1]!);
  return up || times.every((time, i) => i === 0 || time < times[i - 1]!);
}

function isUnique(column: CellColumn): boolean {
  const seen = new Set<string>();
  for (let row = 0; row < column.length; row++) seen.add(cellText(column, row));
  return seen.size === column.length && column.counts[0] === 0;
}

function long(
  table: Table,
  factor: number,
  names: string[],
  columns: CellColumn[],
  how: string,
): Table {
  const finding: Finding = {
    severity: 'note',
    text: `${how}: each of the ${table.rows} rows is ${factor} points in time`,
    file: table.file,
    row: null,
    column: null,
  };
  return {
    ...table,
    names,
    columns,
    rows: columns[0]!.length,
    lineOf: (row) => table.lineOf(Math.floor(row / factor)),
    findings: [...table.findings, finding],
  };
}
