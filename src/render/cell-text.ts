import { visibleText } from '../visible-text.js';
import { numberFormat } from './number-format.js';
import type { Column, Table } from './table.js';

/** The table's cells as people read them: rounded by column, control characters escaped. */
export function cellTexts(table: Table): string[][] {
  const formats = table.columns.map((column, index) => columnFormat(column, table, index));
  return table.rows.map((row) =>
    table.columns.map((_, index) => {
      const cell = row[index] ?? null;
      if (cell === null) return '';
      return typeof cell === 'number' ? formats[index]!(cell) : visibleText(cell);
    }),
  );
}

function columnFormat(column: Column, table: Table, index: number): (value: number) => string {
  const numbers = table.columns.flatMap((other, position) =>
    position === index || (column.unit !== undefined && column.unit === other.unit)
      ? columnNumbers(table, position)
      : [],
  );
  if (column.percent) {
    const decimals = (column.digits ?? 3) > 2 ? 1 : 0;
    const format = numberFormat(numbers.map((share) => Number((share * 100).toFixed(decimals))));
    return (value) => (!Number.isFinite(value) ? '' : `${format(value * 100)} %`);
  }
  return numberFormat(numbers, column.digits);
}

const columnNumbers = (table: Table, index: number) =>
  table.rows.map((row) => row[index]).filter((cell) => typeof cell === 'number');
