import type { DataFrame } from 'danfojs-node';
import type { Reading } from '../data/inspection.js';
import type { ReadingOptions } from '../data/reading.js';
import { dataError, usageError } from '../errors.js';
import type { ForecastRow } from '../library/forecast.js';
import { type CellValue, panelFromRows } from '../library/read.js';

/**
 * A panel from a danfo.js DataFrame, read as the CSV of its rows would be.
 * @throws UserError as `readPanel` does; (exitCode 4) for a cell that is no number, text or date
 */
export function panelFromDataFrame(
  frame: DataFrame,
  options: ReadingOptions = {},
): Promise<Reading> {
  return panelFromRows(frame.columns, rowsOf(frame), options);
}

function* rowsOf(frame: DataFrame): Generator<CellValue[]> {
  for (const [row, cells] of frame.values.entries()) {
    // The values of a frame with one column are not rows.
    const list = Array.isArray(cells) ? cells : [cells];
    yield list.map((cell, i) => cellOf(cell, frame.columns[i] ?? '', row));
  }
}

function cellOf(cell: unknown, column: string, row: number): CellValue {
  if (cell === null || cell === undefined || cell instanceof Date) return cell;
  if (typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean')
    return cell;
  throw dataError(
    `column "${column}", row ${row + 1} holds no number, text or date`,
    'convert the column first, or leave it out',
  );
}

/**
 * The rows of `forecast` as a danfo.js DataFrame with the same columns.
 * @throws UserError (exitCode 2) when danfojs-node is not installed
 */
export async function forecastToDataFrame(rows: readonly ForecastRow[]): Promise<DataFrame> {
  const { DataFrame: Frame } = await loadDanfo();
  return new Frame(rows.map((row) => ({ ...row })));
}

async function loadDanfo(): Promise<typeof import('danfojs-node')> {
  try {
    const namespace = await import('danfojs-node');
    return 'default' in namespace ? (namespace.default as typeof namespace) : namespace;
  } catch (error) {
    const missing =
      error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    if (!missing) throw error;
    throw usageError('danfojs-node is not installed', 'npm install danfojs-node');
  }
}
