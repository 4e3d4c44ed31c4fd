import { type CellKind, cellKind } from './cell-kind.js';
import type { Dialect } from './dialect.js';
import { splitLine } from './records.js';

/** What a row of the table looks like. */
export interface RowPattern {
  readonly width: number;
  /** What the cells of each column mostly are. */
  readonly kinds: readonly CellKind[];
  readonly dialect: Dialect;
}

const otherDelimiters = [';', ',', '\t', '|'] as const;

/** The cells of a row that is written with another delimiter than the rest, or null. */
export function resplit(cells: readonly string[], { width, dialect }: RowPattern): string[] | null {
  if (cells.length >= width || width < 3) return null;
  const line = cells.join(dialect.delimiter);
  for (const delimiter of otherDelimiters) {
    if (delimiter === dialect.delimiter || !line.includes(delimiter)) continue;
    const split = splitLine(line, { ...dialect, delimiter, quote: dialect.quote ?? '"' }).cells;
    if (split.length === width) return split;
  }
  return null;
}

/**
 * A row with too many or too few cells, laid on the columns where its cells fit best: cells are left
 * out (empty ones first) or missing ones put in at one place, at the end unless another place fits
 * more numbers to numbers and times to times.
 */
export function alignCells(cells: readonly string[], { width, kinds }: RowPattern): string[] {
  const surplus = cells.length - width;
  if (surplus === 0) return [...cells];
  const found = cells.map((cell) => cellKind(cell));
  let best = { score: -1, at: 0 };
  // From the end on, so that among equals the end wins.
  for (let at = Math.min(width, cells.length); at >= 0; at--) {
    let score = 0;
    for (let j = 0; j < width; j++) {
      const from = j < at ? j : j + surplus;
      if (from < at && j >= at) continue;
      const kind = found[from];
      if (kind !== undefined && kind !== 'empty' && kind === kinds[j]) score += 2;
    }
    for (let j = at; j < at + surplus; j++) if (found[j] !== 'empty') score--;
    if (score > best.score) best = { score, at };
  }
  const { at } = best;
  if (surplus > 0) return [...cells.slice(0, at), ...cells.slice(at + surplus)];
  return [...cells.slice(0, at), ...Array.from({ length: -surplus }, () => ''), ...cells.slice(at)];
}
