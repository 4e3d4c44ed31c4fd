import { dataError } from '../../errors.js';
import { CellColumnBuilder } from '../cells/cell-builder.js';
import type { CellColumn } from '../cells/cells.js';
import { cellKind } from '../dialect/cell-kind.js';
import type { Dialect } from '../dialect/dialect.js';
import { alignCells, type RowPattern, resplit } from '../dialect/fit-row.js';
import type { TableShape } from '../dialect/shape.js';
import type { Finding, ReadingLimits } from '../reading.js';
import { isTakenBack, type RowFilter } from './row-filter.js';

export interface SinkOptions {
  readonly file: string;
  readonly shape: TableShape;
  readonly dialect: Dialect;
  readonly limits: ReadingLimits;
  /** About how many rows will come, where that is known. */
  readonly expectedRows?: number;
  /** Rows that are not kept are passed over. */
  readonly filter?: RowFilter | undefined;
}

/** Rows that were not like the others, by what was done with them. */
type Oddity =
  | 'unclosed'
  | 'ends'
  | 'short'
  | 'long'
  | 'delimiter'
  | 'header'
  | 'remark'
  | 'table'
  | 'quote';

const sentences: Readonly<Record<Oddity, (count: number) => string>> = {
  unclosed: () => 'the quotes from here on cannot be told apart: the rest is left out',
  ends: (n) => `${rowsOf(n)} no cells in the last columns: they are missing`,
  short: (n) => `${rowsOf(n)} fewer cells than the header: cells are missing`,
  long: (n) => `${rowsOf(n)} more cells than the header: cells are left out`,
  delimiter: (n) => `${n === 1 ? 'a row is' : `${n} rows are`} written with another delimiter`,
  header: (n) =>
    `${n === 1 ? 'a row repeats' : `${n} rows repeat`} the header and ${n === 1 ? 'is' : 'are'} left out`,
  remark: (n) => `${n === 1 ? 'a line is' : `${n} lines are`} no row of the table and left out`,
  table: () => 'another table begins here and is left out (--table N reads another one)',
  quote: (n) => `${rowsOf(n)} quotes that do not balance: they are read as characters`,
};
/** Oddities that cost nothing. */
const expected: ReadonlySet<Oddity> = new Set(['ends', 'remark', 'header']);

const rowsOf = (n: number) => (n === 1 ? 'a row has' : `${n} rows have`);

/** Where rows of cells become columns. Rows unlike the others become findings; none is fatal. */
export class RowSink {
  readonly columns: CellColumnBuilder[];
  readonly width: number;
  rows = 0;
  /** Line of the file, from 1, of what comes next. */
  line: number;
  /** Set when another table begins: nothing after it belongs here. */
  ended = false;
  readonly filter: RowFilter | undefined;
  private readonly file: string;
  private readonly shape: TableShape;
  private readonly comment: string | null;
  private readonly limits: ReadingLimits;
  private readonly pattern: RowPattern;
  private readonly odd = new Map<Oddity, { count: number; line: number }>();
  /** Row numbers at which the line number jumps, and the line there. */
  private readonly jumps: { row: number; line: number }[] = [];
  private blankBefore = false;
  private readonly commentByte: number;
  private readonly headerByte: number;

  constructor({ file, shape, dialect, limits, expectedRows, filter }: SinkOptions) {
    this.filter = filter;
    this.file = file;
    this.shape = shape;
    this.comment = dialect.comment;
    this.limits = limits;
    const { width, usual, kinds, looks } = shape;
    this.pattern = { width, usual, kinds, looks, dialect };
    this.width = shape.width;
    this.columns = Array.from({ length: shape.width }, () => new CellColumnBuilder(expectedRows));
    this.commentByte = dialect.comment?.charCodeAt(0) ?? -1;
    const first = shape.headerCells[0]?.charCodeAt(0) ?? -1;
    // A header that begins with a digit would make every row a suspect.
    this.headerByte = first >= 48 && first <= 57 ? -1 : first;
    this.line = shape.firstLine + 1;
    this.jumps.push({ row: 0, line: this.line });
  }

  /** Takes a row's cells; `lines` is how many lines of the file it spans. */
  add(cells: readonly string[], lines = 1): void {
    const line = this.line;
    this.line += lines;
    if (this.ended) return;
    let filled = cells.length;
    while (filled > 0 && cells[filled - 1] === '') filled--;
    if (filled === 0) {
      this.blankBefore = true;
      return;
    }
    if (this.skips(cells, filled, line)) return;
    this.blankBefore = false;
    this.place(cells, filled, line);
    this.endRow(line);
  }

  /** Lays a row on the columns. */
  private place(cells: readonly string[], filled: number, line: number): void {
    let fitting = cells;
    if (cells.length !== this.width) {
      const other = resplit(cells, this.pattern);
      if (other) this.note('delimiter', line);
      else if (cells.length < this.width)
        this.note(cells.length === this.pattern.usual ? 'ends' : 'short', line);
      fitting = other ?? alignCells(cells, this.pattern);
      // Empty cells too many at the end are no loss and not worth a word.
      const cut = filled > this.width || fitting.some((cell, j) => cell !== cells[j]);
      if (!other && cells.length > this.width && cut) this.note('long', line);
    }
    for (let j = 0; j < this.width; j++) this.columns[j]!.add(fitting[j] ?? '');
  }

  /** Ends a row whose cells went straight into the columns. */
  endRow(line: number): void {
    if (this.filter && isTakenBack(this.columns, this.filter)) return;
    const last = this.jumps.at(-1)!;
    if (line - last.line !== this.rows - last.row) this.jumps.push({ row: this.rows, line });
    this.rows++;
    if (this.rows > this.limits.rows) {
      throw dataError(
        `${this.file} has more than ${this.limits.rows} rows`,
        'cut the file, or aggregate it before reading',
      );
    }
  }

  /** Whether a line that begins with this byte may be no row like the others. */
  isSuspect(byte: number): boolean {
    return (
      byte === this.commentByte ||
      byte === this.headerByte ||
      this.blankBefore ||
      this.shape.endLine !== null
    );
  }

  /** Remarks, repeated headers and other tables are no rows. */
  private skips(cells: readonly string[], filled: number, line: number): boolean {
    const first = cells[0]!;
    if (this.comment !== null && first.startsWith(this.comment)) {
      this.note('remark', line);
      return true;
    }
    if (this.shape.endLine !== null && line > this.shape.endLine) {
      this.ended = true;
      this.note('table', line);
      return true;
    }
    if (
      filled === 1 &&
      cells.length === 1 &&
      this.width > 1 &&
      cellKind(first) === 'text' &&
      !resplit(cells, this.pattern)
    ) {
      this.note('remark', line);
      return true;
    }
    if (this.isFootnote(cells)) {
      this.note('remark', line);
      return true;
    }
    const { headerCells } = this.shape;
    if (
      first === headerCells[0] &&
      cells.length === headerCells.length &&
      cells.every((cell, j) => cell === headerCells[j])
    ) {
      this.note('header', line);
      return true;
    }
    if (this.blankBefore && filled > 1 && cells.length !== this.width && this.startsTable(cells)) {
      this.ended = true;
      this.note('table', line);
      return true;
    }
    return false;
  }

  /** Few cells behind a blank line, of which the first is of another kind than its column: `1,Estimated.` */
  private isFootnote(cells: readonly string[]): boolean {
    const { kinds } = this.pattern;
    return (
      this.blankBefore &&
      cells.length * 3 < this.width &&
      kinds[0] !== 'empty' &&
      cellKind(cells[0]!) !== kinds[0] &&
      cells.some((cell) => cellKind(cell) === 'text')
    );
  }

  private startsTable(cells: readonly string[]): boolean {
    return cells.every((cell) => cellKind(cell) === 'text');
  }

  note(oddity: Oddity, line: number): void {
    const known = this.odd.get(oddity);
    if (known) known.count++;
    else this.odd.set(oddity, { count: 1, line });
  }

  /** The line of the file, from 1, that a row (from 0) stands in. */
  lineOf(row: number): number {
    let low = 0;
    let high = this.jumps.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.jumps[middle]!.row <= row) low = middle;
      else high = middle - 1;
    }
    const jump = this.jumps[low]!;
    return jump.line + row - jump.row;
  }

  findings(): Finding[] {
    return [...this.odd].map(([oddity, { count, line }]) => ({
      level: expected.has(oddity) ? 'note' : 'warning',
      text: sentences[oddity](count),
      file: this.file,
      row: line,
      column: null,
    }));
  }

  finish(): CellColumn[] {
    return this.columns.map((column) => column.finish());
  }
}
