import { usageError } from '../../errors.js';
import { openSource } from '../bytes/source.js';
import { dayMs } from '../calendar/civil.js';
import { cellColumn } from '../cells/cell-builder.js';
import type { ReadingLimits } from '../reading.js';
import { readDates } from '../times/date-column.js';

/**
 * The days that a file lists, one a line or in the first column, in days since 1970-01-01, ascending.
 * @throws UserError (exit 4) when there is no such file, (exit 2) when it holds no dates
 */
export async function readHolidays(file: string, limits: ReadingLimits): Promise<number[]> {
  const { bytes } = await openSource(file, undefined, limits);
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  const lines = Buffer.concat(chunks)
    .toString('utf8')
    .split(/\r\n|\n|\r/);
  const cells = lines
    .map((line) => line.split(/[,;\t]/)[0]!.trim())
    .filter((cell) => /\d/.test(cell));
  const dates = readDates(cellColumn(cells));
  if (!dates) {
    throw usageError(
      `--holidays ${file} holds no dates`,
      'write one date a line, such as 2026-12-25',
    );
  }
  const days = [...dates.wall]
    .filter((time) => !Number.isNaN(time))
    .map((time) => Math.floor(time / dayMs));
  return [...new Set(days)].sort((a, b) => a - b);
}
