import { visibleJson } from '../visible-text.js';
import type { OutputFormat } from './output-format.js';
import type { Cell, Table } from './table.js';

/** The table's rows as records under the columns' keys; NaN and infinities are null. */
function tableRecords(table: Table): Record<string, Cell>[] {
  const keys = table.columns.map((column) => column.key ?? column.label);
  return table.rows.map((row) =>
    // Through entries, so that a column called `__proto__` is a column like any other.
    Object.fromEntries(keys.map((key, index) => [key, jsonCell(row[index] ?? null)])),
  );
}

const jsonCell = (cell: Cell): Cell =>
  typeof cell === 'number' && !Number.isFinite(cell) ? null : cell;

export const jsonFormat: OutputFormat = {
  name: 'json',
  summary: 'an array of records; for several tables an array of {title, rows}',
  render(tables) {
    const [first] = tables;
    const document =
      tables.length === 1 && first
        ? tableRecords(first)
        : tables.map((table) => ({ title: table.title, rows: tableRecords(table) }));
    return `${visibleJson(document, 2)}\n`;
  },
};

export const jsonLinesFormat: OutputFormat = {
  name: 'jsonl',
  summary: 'one record a line',
  render: (tables) =>
    tables
      .flatMap((table) => tableRecords(table))
      .map((record) => `${visibleJson(record)}\n`)
      .join(''),
};
