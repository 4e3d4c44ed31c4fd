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
 * out (empty ones first) or missing ones put in at one place, where that brings the most numbers to
 * numbers and times to times. Where several places do it equally well, what they disagree about is
 * missing: a price must not become a quantity.
 */
export function alignCells(cells: readonly string[], { width, kinds }: RowPattern): string[] {
  const surplus = cells.length - width;
  if (surplus === 0) return [...cells];
  const found = cells.map((cell) => cellKind(cell));
  let best = -1;
  let places: number[] = [];
  for (let at = 0; at <= Math.min(width, cells.length); at++) {
    const score = fitAt(at, surplus, found, kinds);
    if (score > best) places = [];
    if (score >= best) places.push(at);
    best = Math.max(best, score);
  }
  // Nothing is known of the columns: the end is where cells are added and left out.
  if (best <= 0) return layAt(Math.min(width, cells.length), surplus, cells);
  const laid = places.map((at) => layAt(at, surplus, cells));
  return laid[0]!.map((cell, j) => (laid.every((other) => other[j] === cell) ? cell : ''));
}

/** How well a row fits the columns when its surplus is cut out, or what it lacks put in, at a place. */
function fitAt(
  at: number,
  surplus: number,
  found: readonly CellKind[],
  kinds: readonly CellKind[],
): number {
  let score = 0;
  for (let j = 0; j < kinds.length; j++) {
    const from = j < at ? j : j + surplus;
    if (from < at && j >= at) continue;
    const kind = found[from];
    if (kind !== undefined && kind !== 'empty' && kind === kinds[j]) score += 2;
  }
  for (let j = at; j < at + surplus; j++) if (found[j] !== 'empty') score--;
  return score;
}

const layAt = (at: number, surplus: number, cells: readonly string[]): string[] =>
  surplus > 0
    ? [...cells.slice(0, at), ...cells.slice(at + surplus)]
    : [...cells.slice(0, at), ...Array.from({ length: -surplus }, () => ''), ...cells.slice(at)];
