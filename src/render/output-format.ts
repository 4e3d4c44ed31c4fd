import type { Painter } from './painter.js';
import type { Table } from './table.js';

export interface RenderSettings {
  /** Terminal columns; no line is wider. Formats for programs ignore it. */
  readonly width: number;
  /** False draws with ASCII alone. */
  readonly unicode: boolean;
  readonly paint: Painter;
  /** Leave text cells alone that a spreadsheet would take for a formula (`=1+1`). */
  readonly rawText: boolean;
}

/** A registry entry: how tables are written on standard output or into a file. */
export interface OutputFormat {
  readonly name: string;
  readonly summary: string;
  /** The whole text, ending in a newline unless it is empty. */
  render(tables: readonly Table[], settings: RenderSettings): string;
}
