import { CellColumnBuilder } from '../cells/cell-builder.js';
import { type CellColumn, cellText, runsOf } from '../cells/cells.js';
import { type Meaning, means, soundsLikeTime } from '../cells/column-names.js';
import { isMissingText } from '../cells/missing.js';
import type { Table } from '../rows/table.js';

const parts = [
  'year',
  'quarter',
  'month',
  'week',
  'day',
  'hour',
] as const satisfies readonly Meaning[];

/** A table of which the times that were numbers with a decimal (`2024.0`, `20240131.0`) are whole again. */
export function wholeTimes(table: Table): Table {
  const columns = table.columns.map((column, j) => {
    const name = table.names[j]!;
    const isTime = soundsLikeTime(name) || parts.some((part) => means(name, part));
    return isTime && isWhole(column) ? whole(column) : column;
  });
  return columns.some((column, j) => column !== table.columns[j]) ? { ...table, columns } : table;
}

/** Whether all cells are digits, a point and a zero. */
function isWhole(column: CellColumn): boolean {
  const fits = column.templates.map((template, code) => {
    if (column.counts[code] === 0 || isMissingText(template)) return true;
    const runs = runsOf(template);
    return runs.length === 2 && runs[1] === 1 && /^[^.]\.[^.]$/.test(template.trim());
  });
  if (fits.includes(false)) return false;
  let seen = 0;
  for (let row = 0; row < column.length; row++) {
    if (isMissingText(column.templates[column.codes[row]!]!)) continue;
    if (column.digits[row]! % 10 !== 0) return false;
    seen++;
  }
  return seen > 0;
}

function whole(column: CellColumn): CellColumn {
  const cells = new CellColumnBuilder();
  for (let row = 0; row < column.length; row++)
    cells.add(cellText(column, row).trim().replace(/\.0$/, ''));
  return cells.finish();
}
