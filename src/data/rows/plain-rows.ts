import type { Dialect } from '../dialect/dialect.js';
import { splitLine } from '../dialect/records.js';
import { PlainCells, type RowSpan, UNFINISHED } from './plain-cells.js';
import { MAX_BYTES, swallowsRows } from './quote-guard.js';
import { LineSkipper } from './row-filter.js';
import type { RowSink } from './row-sink.js';

const LF = 10;
const CR = 13;
const BACKSLASH = 92;

/** Whether rows of this dialect can be cut at single bytes, while no quote turns up. */
export const isPlain = (dialect: Dialect) =>
  !dialect.blanks && dialect.delimiter.length === 1 && dialect.delimiter.charCodeAt(0) < 0x80;

/** The fast path: cells of a block go from bytes straight into the columns. */
export interface PlainReader {
  /**
   * Takes a block that ends in a line feed and says where it stopped: at the end, or at the first row
   * that needs a parser or, as `waits` then tells, more bytes.
   */
  read(block: Buffer): number;
  /** Whether the row at which it stopped has a quoted cell that goes on behind the block. */
  readonly waits: boolean;
}

/**
 * Line breaks within quoted cells are taken like other text. A row that is not like the others (blank,
 * remark, ragged) takes the way of all rows.
 */
export function createPlainReader(dialect: Dialect, sink: RowSink): PlainReader {
  const delimiter = dialect.delimiter.charCodeAt(0);
  const { columns, width } = sink;
  const row: RowSpan = { breaks: 0 };
  const cells = columns.map((column) => new PlainCells(column, dialect, row));
  let waits = false;
  const skipper = sink.filter ? new LineSkipper(dialect, sink.filter) : null;

  function read(block: Buffer): number {
    let start = 0;
    waits = false;
    while (start < block.length && !sink.ended) {
      let at = start;
      let taken = 0;
      let stop = delimiter;
      let end = 0;
      row.breaks = 0;
      const suspect = sink.isSuspect(block[start]!);
      const behind = skipper === null || suspect ? -1 : skipper.skip(block, start);
      if (behind >= 0) {
        sink.line++;
        start = behind;
        continue;
      }
      while (!suspect && taken < width && stop === delimiter) {
        end = cells[taken]!.take(block, at);
        if (end < 0) break;
        stop = block[end]!;
        at = end + 1;
        taken++;
      }
      // A row of nothing but delimiters is as long as they are many.
      if (taken === width && stop !== delimiter && at - start > width && isOne(block, start, end)) {
        sink.endRow(sink.line);
        sink.line += 1 + row.breaks;
        start = stop === CR ? at + 1 : at;
        continue;
      }
      for (let j = 0; j < taken; j++) columns[j]!.pop();
      waits = end === UNFINISHED && block.length - start < MAX_BYTES;
      const lineEnd = waits ? -1 : plainLineEnd(block, start, dialect);
      if (lineEnd < 0) return start;
      addLine(block, start, lineEnd, dialect, sink);
      start = lineEnd + 1;
    }
    return Math.min(start, block.length);
  }

  const isOne = (block: Buffer, start: number, end: number) =>
    row.breaks === 0 ||
    !swallowsRows(block.subarray(start, end), row.breaks, dialect.delimiter, width);

  return {
    read,
    get waits() {
      return waits;
    },
  };
}

/** The line feed that ends a row, or -1 when its quotes need a parser. */
function plainLineEnd(block: Buffer, start: number, dialect: Dialect): number {
  const delimiter = dialect.delimiter.charCodeAt(0);
  const quote = (dialect.quote ?? '"').charCodeAt(0);
  let opens = true;
  for (let at = start; at < block.length; at++) {
    const byte = block[at];
    if (byte === LF) return at;
    if (opens && byte === quote) {
      at = plainQuoteEnd(block, at + 1, quote, dialect.escape !== '\\');
      const next = block[at + 1];
      if (at < 0 || !(next === delimiter || next === LF || next === CR)) return -1;
    }
    opens = byte === delimiter;
  }
  return block.length;
}

/** The quote that ends a cell, or -1 when the line ends first or quotes may be escaped otherwise than doubled. */
function plainQuoteEnd(block: Buffer, from: number, quote: number, doubles: boolean): number {
  for (let at = from; at < block.length; at++) {
    const byte = block[at]!;
    if (byte === LF || byte === BACKSLASH) return -1;
    if (byte !== quote) continue;
    if (block[at + 1] !== quote) return at;
    if (!doubles) return -1;
    at++;
  }
  return -1;
}

/** Cuts a block of lines that needs no csv parser: no quotes, or runs of blanks. */
export function readTextBlock(block: Buffer, dialect: Dialect, sink: RowSink): void {
  let start = 0;
  while (start < block.length && !sink.ended) {
    const found = block.indexOf(LF, start);
    const end = found < 0 ? block.length : found;
    addLine(block, start, end, dialect, sink);
    start = end + 1;
  }
}

function addLine(block: Buffer, start: number, end: number, dialect: Dialect, sink: RowSink): void {
  const line = block.toString('utf8', start, end > start && block[end - 1] === CR ? end - 1 : end);
  sink.add(line.trim() === '' ? [] : splitLine(line, dialect).cells);
}
