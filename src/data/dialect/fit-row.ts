import { type CellKind, cellKind } from './cell-kind.js';
import type { Dialect } from './dialect.js';
import { splitLine } from './records.js';

/** What a row of the table looks like. */
export interface RowPattern {
  readonly width: number;
  /** Cells that nearly all rows have: fewer than `width` where they end before the last columns. */
  readonly usual: number;
  /** What the cells of each column mostly are. */
  readonly kinds: readonly CellKind[];
  /** What they look like (`lookOf`), as far as the sample shows. */
  readonly looks: readonly ReadonlySet<string>[];
  readonly dialect: Dialect;
}

const otherDelimiters = [';', ',', '\t', '|'] as const;

/** The cells of a row that is written with another delimiter than the rest, or null. */
export function resplit(
  cells: readonly string[],
  { width, usual, dialect }: Pick<RowPattern, 'width' | 'usual' | 'dialect'>,
): string[] | null {
  if (cells.length >= width || cells.length === usual || width < 3) return null;
  const line = cells.join(dialect.delimiter);
  for (const delimiter of otherDelimiters) {
    // The same delimiter within one cell: the whole row was put in quotes.
    if ((delimiter === dialect.delimiter && cells.length > 1) || !line.includes(delimiter))
      continue;
    const split = splitLine(line, { ...dialect, delimiter, quote: dialect.quote ?? '"' }).cells;
    if (split.length === width) return split;
  }
  return null;
}

/**
 * A row with too many or too few cells, laid on the columns where its cells fit best: cells are left
 * out (empty ones first) or missing ones put in at one place, at the end unless another place fits
 * better. Where places fit equally well and a cell looks like none of its column's, it is missing: a
 * price must not become a quantity.
 */
export function alignCells(cells: readonly string[], pattern: RowPattern): string[] {
  const { width, looks } = pattern;
  const surplus = cells.length - width;
  if (surplus === 0) return [...cells];
  if (cells.length === pattern.usual) return layAt(cells.length, surplus, cells);
  const found = cells.map((cell) => cellKind(cell));
  let best = 0;
  let places = [Math.min(width, cells.length)];
  for (let at = Math.min(width, cells.length); at >= 0; at--) {
    const score = fitAt(at, surplus, { cells, found, pattern });
    if (score > best) places = [];
    if (score >= best && score > 0) places.push(at);
    best = Math.max(best, score);
  }
  const [last, ...others] = places.map((at) => layAt(at, surplus, cells));
  return last!.map((cell, j) => {
    const sure = others.every((other) => other[j] === cell) || looks[j]?.has(lookOf(cell));
    return sure ? cell : '';
  });
}

/**
 * A cell with every digit as 0, and its whole number as one: prices of two decimals look like 0.00. A
 * date of eight digits keeps them.
 */
export const lookOf = (cell: string): string =>
  cell
    .slice(0, 40)
    .replace(/(?!(?:19|20)\d{6}(?!\d))(?<!\d)\d+(?:[,'\u00a0\u202f]\d{3}(?!\d))*/, '0')
    .replace(/\d/g, '0');

interface Found {
  readonly cells: readonly string[];
  readonly found: readonly CellKind[];
  readonly pattern: RowPattern;
}

/** How well a row fits the columns when its surplus is cut out, or what it lacks put in, at a place. */
function fitAt(at: number, surplus: number, { cells, found, pattern }: Found): number {
  let score = 0;
  for (let j = 0; j < pattern.width; j++) {
    const from = j < at ? j : j + surplus;
    if (from < at && j >= at) continue;
    const kind = found[from];
    if (kind === undefined || kind === 'empty') continue;
    if (kind === pattern.kinds[j]) score += 2;
    if (kind !== 'text' && pattern.looks[j]?.has(lookOf(cells[from]!))) score++;
  }
  for (let j = at; j < at + surplus; j++) if (found[j] !== 'empty') score--;
  return score;
}

const layAt = (at: number, surplus: number, cells: readonly string[]): string[] =>
  surplus > 0
    ? [...cells.slice(0, at), ...cells.slice(at + surplus)]
    : [...cells.slice(0, at), ...Array.from({ length: -surplus }, () => ''), ...cells.slice(at)];
