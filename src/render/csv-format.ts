import type { OutputFormat } from './output-format.js';
import { plainDecimal } from './plain-decimal.js';
import type { Cell, Table } from './table.js';

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;
/** What spreadsheets run as a formula (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** One field of a CSV file (RFC 4180); text that a spreadsheet would run gets a leading apostrophe. */
export function csvField(cell: Cell, rawText = false): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return plainDecimal(cell);
  const harmless = rawText || !FORMULA.test(cell) || NUMBER.test(cell) ? cell : `'${cell}`;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** The table as CSV, line by line with their ends, a header first; numbers are exact. */
export function* tableLines(table: Table, rawText = false): Generator<string> {
  const line = (cells: readonly Cell[]) =>
    `${cells.map((cell) => csvField(cell, rawText)).join(',')}\n`;
  yield line(table.columns.map((column) => column.key ?? column.label));
  for (const row of table.rows) yield line(row);
}

/** The whole table as one text. */
const tableToCsv = (table: Table, rawText = false) => [...tableLines(table, rawText)].join('');

export const csvFormat: OutputFormat = {
  name: 'csv',
  summary: 'comma-separated, exact numbers; several tables with an empty line between',
  render: (tables, settings) =>
    tables.map((table) => tableToCsv(table, settings.rawText)).join('\n'),
};
