import type { CellColumn } from '../cells/cells.js';
import type { Finding } from '../reading.js';
import type { Table } from '../rows/table.js';

/**
 * A table with other columns, of which about `factor` rows come of each row of the file; reported as a
 * finding that begins with `how`.
 */
export function long(
  table: Table,
  factor: number,
  names: string[],
  columns: CellColumn[],
  how: string,
): Table {
  const finding: Finding = {
    level: 'note',
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
    rowsOfFile: table.rows,
    lineOf: (row) => table.lineOf(Math.min(table.rows - 1, Math.floor(row / factor))),
    findings: [...table.findings, finding],
  };
}
