import type { CellColumn } from '../cells/cells.js';
import { cellText } from '../cells/cells.js';
import { soundsLikeTime } from '../cells/column-names.js';
import { cellKind } from '../dialect/cell-kind.js';
import type { Finding } from '../reading.js';
import type { Table } from '../rows/table.js';
import { isDigitsOnly } from '../times/numeric-times.js';
import type { TimeColumn } from '../times/time-column.js';

/** At most this many rows at the end are looked at. */
const MAX_FOOTER = 50;

/**
 * How many rows are data: rows at the end without a time (totals, notes, sources) are a footer when
 * their time cell is text or empty and the rows before have times.
 */
export function rowsWithoutFooter(
  table: Table,
  axis: { readonly columns: readonly number[]; readonly reading: TimeColumn },
): number {
  const [column] = axis.columns;
  if (column === undefined) return table.rows;
  const cells = table.columns[column]!;
  let rows = table.rows;
  while (rows > 1 && table.rows - rows < MAX_FOOTER && Number.isNaN(axis.reading.wall[rows - 1]!)) {
    const kind = cellKind(cellText(cells, rows - 1));
    if (kind !== 'text' && kind !== 'empty') break;
    rows--;
  }
  return rows;
}

/**
 * A table without the rows at its end that have text, or nothing, in a column of digits that is called
 * a time, which only digits make one.
 */
export function withoutTextBelowDigits(table: Table): Table {
  for (const [j, cells] of table.columns.entries()) {
    if (!soundsLikeTime(table.names[j]!)) continue;
    const isDigits = (row: number) => /^\d+$/.test(cellText(cells, row).trim());
    let rows = table.rows;
    while (rows > 1 && table.rows - rows < MAX_FOOTER && !isDigits(rows - 1)) {
      const kind = cellKind(cellText(cells, rows - 1));
      if (kind !== 'text' && kind !== 'empty') break;
      rows--;
    }
    if (rows === table.rows || !isDigits(rows - 1)) continue;
    const cut = cutRows(table, rows);
    // Empty cells within are years that count until the next one.
    if (isDigitsOnly(cut.columns[j]!) && cut.columns[j]!.counts[0] === 0) return cut;
  }
  return table;
}

/** A table cut to its first `rows` rows, and the finding that tells. */
export function cutRows(table: Table, rows: number): Table {
  const count = table.rows - rows;
  const finding: Finding = {
    level: 'note',
    text: `${count === 1 ? 'a row at the end has' : `${count} rows at the end have`} no time (a total, a note) and ${count === 1 ? 'is' : 'are'} left out`,
    file: table.file,
    row: table.lineOf(rows),
    column: null,
  };
  return {
    ...table,
    rows,
    rowsOfFile: Math.min(rows, table.rowsOfFile),
    columns: table.columns.map((column) => cutColumn(column, rows)),
    findings: [...table.findings, finding],
  };
}

function cutColumn(column: CellColumn, rows: number): CellColumn {
  const counts = [...column.counts];
  for (let row = rows; row < column.length; row++) counts[column.codes[row]!]!--;
  return {
    ...column,
    length: rows,
    codes: column.codes.subarray(0, rows),
    digits: column.digits.subarray(0, rows),
    more: column.more?.subarray(0, rows) ?? null,
    counts,
  };
}
