import { monthOfWord } from '../calendar/month-names.js';
import { quarterOfName } from '../calendar/quarter-names.js';
import { CellColumnBuilder } from '../cells/cell-builder.js';
import { type CellColumn, cellText } from '../cells/cells.js';
import { isNumeric } from '../cells/number-column.js';
import type { Finding } from '../reading.js';
import type { Table } from '../rows/table.js';

/** At most this many rows below the last period: totals, notes. */
const MAX_FOOTER = 5;

/**
 * A pivot table whose rows are years with their months or quarters below, in one column, as a table of
 * the months or quarters alone; null for any other. The rows of the years are their totals.
 */
export function unfoldOutline(table: Table): Table | null {
  if (!table.shape.header || table.rows < 5) return null;
  const labels = table.columns[0]!;
  const rows: number[] = [];
  const times = new CellColumnBuilder();
  let year = '';
  let years = 0;
  let last = 0;
  let end = 0;
  for (let row = 0; row < table.rows; row++) {
    const text = cellText(labels, row).trim();
    if (/^(?:19|20)\d\d$/.test(text)) {
      [year, last, end] = [text, 0, row + 1];
      years++;
      continue;
    }
    const period = periodIn(text);
    if (!period && row > end + MAX_FOOTER) return null;
    if (!period) continue;
    if (year === '' || period.order <= last || row > end) return null;
    [last, end] = [period.order, row + 1];
    times.add(period.behind(year));
    rows.push(row);
  }
  if (years < 2 || rows.length < years * 2) return null;
  const totals = table.rows - rows.length;
  const text = `years stand above their months or quarters: ${totals} rows of totals are left out`;
  return withRows(table, rows, times.finish(), text);
}

function periodIn(text: string) {
  const month = monthOfWord(text)?.month;
  if (month !== undefined)
    return { order: month, behind: (year: string) => `${year}-${String(month).padStart(2, '0')}` };
  const quarter = quarterOfName(text);
  return Number.isNaN(quarter)
    ? null
    : { order: quarter, behind: (year: string) => `${year}Q${quarter}` };
}

function picked(column: CellColumn, rows: readonly number[]): CellColumn {
  const cells = new CellColumnBuilder();
  for (const row of rows) cells.add(cellText(column, row));
  return cells.finish();
}

/** What a pivot table calls the rows of its totals. */
const total =
  /^(?:grand |sub)?total\b|\btotal$|^gesamt|ergebnis$|^total g|[总總][计計]$|[汇彙][总總]$/i;

/**
 * A table whose first column of text names only the first row of each group, as pivot tables and merged
 * cells leave it, with the name in every row and without totals; any other as it is.
 */
export function fillNames(table: Table): Table {
  const names = table.columns[0];
  if (!names || table.rows < 4 || table.columns.length < 3 || isNumeric(names, '.')) return table;
  const empty = names.counts[0]!;
  if (empty < table.rows / 2 || table.rows - empty < 2 || cellText(names, 0).trim() === '')
    return table;
  const cells = new CellColumnBuilder();
  const rows: number[] = [];
  let name = '';
  for (let row = 0; row < table.rows; row++) {
    const text = cellText(names, row);
    if (total.test(text.trim())) continue;
    if (text.trim() !== '') name = text;
    cells.add(name);
    rows.push(row);
  }
  const totals = table.rows - rows.length;
  const left = totals > 0 ? `; ${totals} rows of totals are left out` : '';
  const text = `"${table.names[0]}" names the first row of each group: it counts for those below${left}`;
  return withRows(table, rows, cells.finish(), text);
}

/** These rows of a table, with another first column and a note that tells. */
function withRows(table: Table, rows: readonly number[], first: CellColumn, text: string): Table {
  const { file, names, columns, lineOf, findings } = table;
  const note: Finding = { level: 'note', text, file, row: null, column: names[0]! };
  return {
    ...table,
    columns: [first, ...columns.slice(1).map((column) => picked(column, rows))],
    rows: rows.length,
    rowsOfFile: rows.length,
    lineOf: (row) => lineOf(rows[row]!),
    findings: [...findings, note],
  };
}
