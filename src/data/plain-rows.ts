import type { Dialect } from './dialect.js';
import { splitLine } from './records.js';
import type { RowSink } from './row-sink.js';

const LF = 10;
const CR = 13;
const BACKSLASH = 92;

/** Whether rows of this dialect can be cut at single bytes, while no quote turns up. */
export const isPlain = (dialect: Dialect) =>
  !dialect.blanks && dialect.delimiter.length === 1 && dialect.delimiter.charCodeAt(0) < 0x80;

/**
 * The fast path: cells of a block go from bytes straight into the columns. A row that is not like the
 * others (blank, remark, ragged, not ASCII) takes the way of all rows.
 * @returns where it stopped: at the end, or at the first row whose quotes need a parser (quotes or
 *   line breaks inside a quoted cell)
 */
export function readPlainBlock(block: Buffer, dialect: Dialect, sink: RowSink): number {
  const delimiter = dialect.delimiter.charCodeAt(0);
  const quote = (dialect.quote ?? '"').charCodeAt(0);
  const { columns, width } = sink;
  const length = block.length;
  let start = 0;
  while (start < length && !sink.ended) {
    let odd = sink.isSuspect(block[start]!);
    let quoted = false;
    let added = 0;
    let delimiters = 0;
    let at = start;
    for (;;) {
      let cell = at;
      let end: number;
      if (block[at] === quote) {
        end = closingQuote(block, at + 1, quote);
        at = end + 1;
        const next = block[at];
        if (end < 0 || !(next === delimiter || next === LF || next === CR || at >= length)) {
          while (added > 0) columns[--added]!.pop();
          return start;
        }
        cell++;
        quoted = true;
        if (next === CR) at++;
      } else {
        let byte = 0;
        for (; at < length; at++) {
          byte = block[at]!;
          if (byte === delimiter || byte === LF) break;
          if (byte >= 0x80) odd = true;
        }
        end = byte === LF && at > cell && block[at - 1] === CR ? at - 1 : at;
      }
      if (!odd && delimiters < width) columns[added++]!.addBytes(block, cell, end);
      if (block[at] !== delimiter || at >= length) break;
      delimiters++;
      at++;
    }
    const end = at > start && block[at - 1] === CR ? at - 1 : at;
    if (!odd && delimiters === width - 1 && (quoted || end - start > delimiters)) {
      sink.endRow(sink.line++);
    } else {
      while (added > 0) columns[--added]!.pop();
      addLine(block.toString('utf8', start, end), dialect, sink);
    }
    start = at + 1;
  }
  return Math.min(start, length);
}

/** The quote that ends a cell, or -1 when the line ends first or the cell is not plain ASCII. */
function closingQuote(block: Buffer, from: number, quote: number): number {
  for (let at = from; at < block.length; at++) {
    const byte = block[at]!;
    if (byte === quote) return at;
    if (byte === LF || byte >= 0x80 || byte === BACKSLASH) return -1;
  }
  return -1;
}

/** Cuts a block of lines that needs no csv parser: no quotes, or runs of blanks. */
export function readTextBlock(block: Buffer, dialect: Dialect, sink: RowSink): void {
  let start = 0;
  while (start < block.length && !sink.ended) {
    const found = block.indexOf(LF, start);
    const at = found < 0 ? block.length : found;
    const end = at > start && block[at - 1] === CR ? at - 1 : at;
    addLine(block.toString('utf8', start, end), dialect, sink);
    start = at + 1;
  }
}

function addLine(line: string, dialect: Dialect, sink: RowSink): void {
  sink.add(line.trim() === '' ? [] : splitLine(line, dialect).cells);
}
