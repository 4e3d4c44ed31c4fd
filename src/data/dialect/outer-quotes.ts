import { cellKind } from './cell-kind.js';
import { hasEvenMarks } from './even-marks.js';

/** Lines that must be so, and at least how many. */
const MIN_SHARE = 0.95;
const MIN_LINES = 3;

/** Whether each line stands in quotes as a whole, as spreadsheets write a table pasted into one column. */
export function hasOuterQuotes(lines: readonly string[]): boolean {
  const full = lines.filter((line) => line.trim() !== '');
  const inner = full.flatMap((line) => insideQuotes(line) ?? []);
  if (inner.length < MIN_LINES || inner.length < full.length * MIN_SHARE) return false;
  // A column of `1,234` or `January 5, 2024` is a column.
  const cells = inner.filter((text) => ['number', 'time'].includes(cellKind(text)));
  return cells.length < inner.length / 2 && hasEvenMarks(inner, [',', ';', '\t', '|']);
}

/** What stands within the quotes of a line that is one quoted cell, no longer doubled; else null. */
function insideQuotes(line: string): string | null {
  const end = line.endsWith('\r') ? line.length - 2 : line.length - 1;
  if (end < 2 || line[0] !== '"' || line[end] !== '"') return null;
  const text = line.slice(1, end);
  return text.replaceAll('""', '').includes('"') ? null : text.replaceAll('""', '"');
}

/** A line without the quotes around it; any other as it is. */
export const withoutOuterQuotes = (line: string): string => insideQuotes(line) ?? line;

/** Blocks of whole lines, each without its outer quotes. */
export async function* unquotedBlocks(blocks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const block of blocks)
    yield Buffer.from(block.toString('utf8').split('\n').map(withoutOuterQuotes).join('\n'));
}
