import { dataError } from '../../errors.js';
import { beyondDoubt } from '../ballot/ballot.js';
import { lineBlocks } from '../bytes/blocks.js';
import { decodeSource } from '../bytes/decode.js';
import { refuseText } from '../bytes/refusals.js';
import type { Source } from '../bytes/source.js';
import { detectDialect } from '../dialect/detect-dialect.js';
import { hasOuterQuotes, unquotedBlocks, withoutOuterQuotes } from '../dialect/outer-quotes.js';
import { detectShape, type TableShape } from '../dialect/shape.js';
import type { Finding, ReadingLimits, ReadingOptions } from '../reading.js';
import { readRows } from './read-rows.js';
import type { RowFilter } from './row-filter.js';
import { RowSink } from './row-sink.js';
import type { Table } from './table.js';

const SAMPLE_LINES = 400;
const SAMPLE_BYTES = 256 * 1024;

/**
 * Reads a source into columns.
 * @param filter - rows of other series are passed over; there may be none left
 * @throws UserError (exit 4) when it is empty, no table, or beyond the limits.
 */
export async function readTable(
  source: Source,
  options: ReadingOptions,
  limits: ReadingLimits,
  filter?: RowFilter,
): Promise<Table> {
  const text = await decodeSource(source, source.dialect ? 'utf-8' : options.encoding);
  if (!source.dialect) refuseText(source.file, text.head, text.complete);
  const sample = sampleLines(source.file, text.head, text.complete, limits);
  const quoted = !source.dialect && hasOuterQuotes(sample);
  const lines = quoted ? sample.map(withoutOuterQuotes) : sample;
  const separator = /^"?sep=(.{1,4}?)"?$/i.exec(lines[0] ?? '');
  const guess = source.dialect
    ? { dialect: source.dialect, evidence: 'as it was written', sure: beyondDoubt }
    : detectDialect(separator ? lines.slice(1) : lines, options.delimiter ?? separator?.[1]);
  const skipRows = Math.max(options.skipRows ?? 0, separator ? 1 : 0);
  const shape = detectShape(lines, guess.dialect, {
    skipRows,
    ...(options.header === undefined ? {} : { header: options.header }),
    ...(options.table === undefined ? {} : { table: options.table }),
  });
  checkShape(source.file, shape, limits, text.complete);
  const sink = new RowSink({
    file: source.file,
    shape,
    dialect: guess.dialect,
    limits,
    filter,
    expectedRows: filter
      ? FEWEST_ROWS
      : rowsExpected(source, lines.slice(shape.firstLine), shape.width),
  });
  const blocks = lineBlocks(source.file, text.chunks, limits, () => sink.line);
  await readRows(quoted ? unquotedBlocks(blocks) : blocks, guess.dialect, shape.firstLine, sink);
  if (sink.rows === 0 && !filter) throw noRows(source.file, shape);
  return {
    file: source.file,
    stem: source.stem,
    encoding: text.encoding(),
    dialect: guess,
    shape,
    names: shape.names,
    columns: sink.finish(),
    rows: sink.rows,
    rowsOfFile: sink.rows,
    lineOf: (row) => sink.lineOf(row),
    findings: [...(quoted ? [outerQuotes(source.file)] : []), ...sink.findings()],
  };
}

const outerQuotes = (file: string): Finding => ({
  level: 'note',
  text: 'each line stands in quotes as a whole: they are taken off',
  file,
  row: null,
  column: null,
});

function sampleLines(file: string, head: Buffer, whole: boolean, limits: ReadingLimits): string[] {
  const complete = whole && head.length <= SAMPLE_BYTES;
  const text = head.toString('utf8', 0, SAMPLE_BYTES).replace(/^\ufeff/, '');
  const lines = text.split(/\r\n|\n|\r/, SAMPLE_LINES + 1);
  // The last line of an unfinished head may be cut.
  if (lines.length > SAMPLE_LINES || (!complete && lines.length > 1)) lines.pop();
  // Before anything looks at the cells one by one.
  const widest = lines.find(
    (line) => line.length > limits.columns && countMarks(line) > limits.columns,
  );
  if (widest !== undefined) throw tooWide(file, limits);
  return lines;
}

/** Cells that room is made for before they come, at most: beyond, it grows with them. */
const MOST_CELLS_AHEAD = 50_000_000;
const FEWEST_ROWS = 256;

/** About how many rows a file has, if all lines are as long as the sample's; a few more than too few. */
function rowsExpected({ size }: Source, lines: readonly string[], width: number): number {
  const characters = lines.reduce((sum, line) => sum + line.length + 1, 0);
  if (size === undefined || characters === 0) return FEWEST_ROWS;
  const rows = Math.ceil((1.05 * size * lines.length) / characters);
  return Math.max(FEWEST_ROWS, Math.min(rows, Math.floor(MOST_CELLS_AHEAD / width)));
}

/** Characters of a line that may separate cells, the most frequent one. */
function countMarks(line: string): number {
  return Math.max(...[',', ';', '\t', '|', ' '].map((mark) => line.split(mark).length));
}

const tooWide = (file: string, limits: ReadingLimits) =>
  dataError(
    `${file} has more than ${limits.columns} columns`,
    'check the delimiter (--delimiter), or cut the file to the columns that matter',
  );

function checkShape(
  file: string,
  shape: TableShape,
  limits: ReadingLimits,
  complete: boolean,
): void {
  if (shape.width > limits.columns) throw tooWide(file, limits);
  if (shape.width === 0 && complete) throw noRows(file, shape);
}

function noRows(file: string, shape: TableShape) {
  return shape.header
    ? dataError(
        `${file} has a header (${shape.names.slice(0, 5).join(', ')}) and no row of data`,
        'give a file with rows under its header',
      )
    : dataError(`${file} has no row of data`, 'give a CSV with a header and rows');
}
