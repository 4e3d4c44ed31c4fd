import type { Dialect } from './dialect.js';
import { splitLine } from './records.js';
import type { RowSink } from './row-sink.js';

const LF = 10;
const CR = 13;

/** Whether rows of this dialect can be cut at single bytes, while no quote turns up. */
export const isPlain = (dialect: Dialect) =>
  !dialect.blanks && dialect.delimiter.length === 1 && dialect.delimiter.charCodeAt(0) < 0x80;

/**
 * The fast path: cells of a block without quotes go from bytes straight into the columns. A row that
 * is not like the others (blank, remark, ragged, not ASCII) takes the way of all rows.
 */
export function readPlainBlock(block: Buffer, dialect: Dialect, sink: RowSink): void {
  const delimiter = dialect.delimiter.charCodeAt(0);
  const { columns, width } = sink;
  let start = 0;
  while (start < block.length && !sink.ended) {
    let odd = sink.isSuspect(block[start]!);
    let added = 0;
    let delimiters = 0;
    let cell = start;
    let at = start;
    for (; at < block.length; at++) {
      const byte = block[at]!;
      if (byte === LF) break;
      if (byte === delimiter) {
        if (!odd && delimiters < width) {
          columns[added++]!.addBytes(block, cell, at);
        }
        delimiters++;
        cell = at + 1;
      } else if (byte >= 0x80) odd = true;
    }
    const end = at > start && block[at - 1] === CR ? at - 1 : at;
    if (!odd && delimiters === width - 1 && end - start > delimiters) {
      columns[added]!.addBytes(block, cell, end);
      sink.endRow(sink.line++);
    } else {
      while (added > 0) columns[--added]!.pop();
      addLine(block.toString('utf8', start, end), dialect, sink);
    }
    start = at + 1;
  }
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
