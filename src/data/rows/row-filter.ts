import type { CellColumnBuilder } from '../cells/cell-builder.js';
import { ID_JOINT } from '../cells/column-index.js';
import type { Dialect } from '../dialect/dialect.js';

const LF = 10;
const CR = 13;

/** Which rows of a table are read, by the cells that tell its series apart. */
export interface RowFilter {
  /** Positions of the id columns. */
  readonly columns: readonly number[];
  keeps(id: string): boolean;
}

/** The id that cells of a row make together. */
export const idOfCells = (cells: readonly string[]): string =>
  cells
    .map((cell) => cell.trim())
    .join(ID_JOINT)
    .trim();

/** Takes the last row of columns back where it is of no series that is kept. */
export function isTakenBack(
  columns: readonly CellColumnBuilder[],
  { columns: ids, keeps }: RowFilter,
): boolean {
  if (keeps(idOfCells(ids.map((j) => columns[j]!.lastText())))) return false;
  for (const column of columns) column.pop();
  return true;
}

/** Passes over lines that are not kept without cutting their cells. */
export class LineSkipper {
  private readonly delimiter: number;
  private readonly quote: number;
  private readonly columns: readonly number[];
  private readonly last: number;
  private readonly keeps: (id: string) => boolean;
  /** The bytes of the id cells of the line before, and what was decided on them. */
  private before: Buffer = Buffer.alloc(0);
  private kept = true;
  private block: Buffer | null = null;
  private nextQuote = 0;

  constructor(dialect: Dialect, filter: RowFilter) {
    this.delimiter = dialect.delimiter.charCodeAt(0);
    this.quote = (dialect.quote ?? '"').charCodeAt(0);
    this.columns = filter.columns;
    this.last = Math.max(...filter.columns);
    this.keeps = filter.keeps;
  }

  /** The place behind the line that begins at `start` where it is not kept; -1 where it is, or may be. */
  skip(block: Buffer, start: number): number {
    const end = block.indexOf(LF, start);
    if (end < 0) return -1;
    const cells = this.idCells(block, start, end);
    // A line without an id may be no row at all.
    if (cells === null || cells.every(([a, b]) => a === b)) return -1;
    if (!this.isAsBefore(block, cells)) {
      this.kept = this.keeps(idOfCells(cells.map(([a, b]) => block.toString('utf8', a, b))));
      this.before = Buffer.concat(cells.map(([a, b]) => block.subarray(a, b)));
    }
    return this.kept ? -1 : end + 1;
  }

  /** Where the id cells begin and end; null for a line that needs a parser, or has too few cells. */
  private idCells(block: Buffer, start: number, end: number): [number, number][] | null {
    const quotes = this.hasQuote(block, start, end);
    const found: [number, number][] = this.columns.map(() => [-1, -1]);
    let from = start;
    // Behind the last id a line without quotes holds nothing to be looked at.
    for (let column = 0; from <= end && (quotes || column <= this.last); column++) {
      let to = from;
      let [a, b] = [from, from];
      if (quotes && block[from] === this.quote) {
        b = block.indexOf(this.quote, from + 1);
        a = from + 1;
        to = b + 1;
        const next = block[to];
        if (b < 0 || b > end || (next !== this.delimiter && next !== LF && next !== CR))
          return null;
        if (next === CR) to++;
      } else {
        while (to < end && block[to] !== this.delimiter) to++;
        b = to === end && to > from && block[to - 1] === CR ? to - 1 : to;
      }
      const place = this.columns.indexOf(column);
      if (place >= 0) found[place] = [a, b];
      from = to + 1;
    }
    return found.some(([a]) => a < 0) ? null : found;
  }

  private isAsBefore(block: Buffer, cells: readonly [number, number][]): boolean {
    if (cells.length > 1) return false;
    const [from, to] = cells[0]!;
    const { before } = this;
    if (to - from !== before.length) return false;
    for (let i = 0; i < before.length; i++) if (block[from + i] !== before[i]) return false;
    return before.length > 0;
  }

  /** Whether a line has a quote anywhere. */
  private hasQuote(block: Buffer, start: number, end: number): boolean {
    if (this.block !== block) {
      this.block = block;
      this.nextQuote = -1;
    }
    if (this.nextQuote < start) {
      const quote = block.indexOf(this.quote, start);
      this.nextQuote = quote < 0 ? block.length : quote;
    }
    return this.nextQuote < end;
  }
}
