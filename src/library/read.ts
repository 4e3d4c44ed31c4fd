import { Readable } from 'node:stream';
import type { Reading } from '../data/inspection.js';
import type { Panel } from '../data/panel/panel.js';
import { readPanel as readFiles } from '../data/read-panel.js';
import type { ReadingOptions } from '../data/reading.js';
import { dataError } from '../errors.js';
import { csvField } from '../render/csv-format.js';

/** A cell of a table in memory. Null, undefined and NaN are missing; dates become ISO 8601. */
export type CellValue = string | number | boolean | Date | null | undefined;

/**
 * Reads one or several CSV files into a panel, guessing what no option says, as the command line does.
 * @throws UserError (exitCode 4) when the data cannot be used, (2) for an option that does not fit
 */
export function readPanel(
  files: string | readonly string[],
  options: ReadingOptions = {},
): Promise<Reading> {
  return readFiles(typeof files === 'string' ? [files] : files, options);
}

/**
 * A panel of rows in memory, read as their CSV would be: roles, frequency, gaps and duplicates are
 * found and reported in the same way.
 *
 * @param rows - as many cells each as there are columns
 * @throws as `readPanel`
 */
export async function panelFromRows(
  columns: readonly string[],
  rows: Iterable<readonly CellValue[]>,
  options: ReadingOptions = {},
): Promise<Reading> {
  if (columns.length === 0) throw dataError('a table without columns', 'give at least one column');
  const dialect = { delimiter: ',', decimal: '.', encoding: 'utf-8', header: true };
  const stdin = Readable.from(csvChunks(columns, rows));
  const reading = await readFiles(['-'], { ...options, ...dialect, stdin });
  return { ...reading, panel: namedByTarget(reading.panel) };
}

/** Without an id column a series has its file's name, but here is no file. */
function namedByTarget(panel: Panel): Panel {
  if (panel.idColumn !== null) return panel;
  return { ...panel, series: panel.series.map((series) => ({ ...series, id: series.target })) };
}

function* csvChunks(columns: readonly string[], rows: Iterable<readonly CellValue[]>) {
  yield csvLine(columns);
  for (const row of rows) yield csvLine(row.map(plainCell));
}

const csvLine = (cells: readonly (string | number | null)[]) =>
  Buffer.from(`${cells.map((cell) => csvField(cell, true)).join(',')}\n`);

function plainCell(cell: CellValue): string | number | null {
  if (cell === null || cell === undefined || Number.isNaN(cell)) return null;
  if (cell instanceof Date) return cell.toISOString();
  return typeof cell === 'boolean' ? String(cell) : cell;
}
