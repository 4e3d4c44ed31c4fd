import type { Tone } from '../chart.js';
import type { Style } from '../painter.js';

/** One character cell, ready to print. */
export interface Glyph {
  readonly text: string;
  readonly style: Style | null;
  /** Paler than its style: shades stay behind the lines. */
  readonly faint: boolean;
}

/** A drawing surface made of character cells, each divided into dots. Row 0 is the top. */
export interface Raster {
  readonly columns: number;
  readonly rows: number;
  /** Dots side by side in one cell, and one above another. */
  readonly dotColumns: number;
  readonly dotRows: number;
  /** Sets one dot; the last tone drawn in a cell colours it. Dots outside are ignored. */
  dot(x: number, y: number, tone: Tone): void;
  /** Shades a cell behind its dots; deeper levels win. Level 1 is the lightest. */
  shade(column: number, row: number, level: number, tone: Tone): void;
  /** A character that shows only where nothing else is drawn. */
  behind(column: number, row: number, character: string, style: Style): void;
  /** A character over everything. */
  over(column: number, row: number, character: string, style: Style): void;
  /** Whether a cell has no dots and no character over everything. */
  isFree(column: number, row: number): boolean;
  glyph(column: number, row: number): Glyph;
}

/** How one kind of terminal shows dots and shades. */
export interface CellSet {
  readonly dotColumns: number;
  readonly dotRows: number;
  /** The character for a cell's dots: bit `y * dotColumns + x`, never 0. */
  character(bits: number, tone: Tone): string;
  /** Characters of the shades, lightest first. */
  readonly shades: readonly string[];
}

const EMPTY: Glyph = { text: ' ', style: null, faint: false };

/** An empty surface of `columns` × `rows` cells. */
export function createRaster(cells: CellSet, columns: number, rows: number): Raster {
  const { dotColumns, dotRows } = cells;
  const bits = new Uint16Array(columns * rows);
  const dotTones = new Array<Tone | undefined>(columns * rows);
  const shades = new Array<{ level: number; tone: Tone } | undefined>(columns * rows);
  const backs = new Array<Glyph | undefined>(columns * rows);
  const fronts = new Array<Glyph | undefined>(columns * rows);
  const inside = (column: number, row: number) =>
    column >= 0 && column < columns && row >= 0 && row < rows;

  function put(layer: (Glyph | undefined)[], column: number, row: number, glyph: Glyph): void {
    if (inside(column, row)) layer[row * columns + column] = glyph;
  }

  return {
    columns,
    rows,
    dotColumns,
    dotRows,
    dot(x, y, tone) {
      const column = Math.floor(x / dotColumns);
      const row = Math.floor(y / dotRows);
      if (!inside(column, row)) return;
      const cell = row * columns + column;
      bits[cell]! |= 1 << ((y - row * dotRows) * dotColumns + (x - column * dotColumns));
      dotTones[cell] = tone;
    },
    shade(column, row, level, tone) {
      if (!inside(column, row)) return;
      const cell = row * columns + column;
      if ((shades[cell]?.level ?? 0) < level) shades[cell] = { level, tone };
    },
    behind: (column, row, text, style) => put(backs, column, row, { text, style, faint: true }),
    over: (column, row, text, style) => put(fronts, column, row, { text, style, faint: false }),
    isFree(column, row) {
      const cell = row * columns + column;
      return inside(column, row) && !fronts[cell] && !dotTones[cell];
    },
    glyph(column, row) {
      const cell = row * columns + column;
      if (fronts[cell]) return fronts[cell];
      const tone = dotTones[cell];
      if (tone) return { text: cells.character(bits[cell]!, tone), style: tone, faint: false };
      const shade = shades[cell];
      if (!shade) return backs[cell] ?? EMPTY;
      const text = cells.shades[Math.min(shade.level, cells.shades.length) - 1]!;
      return { text, style: shade.tone, faint: true };
    },
  };
}
