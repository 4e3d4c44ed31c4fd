import type { EncodingGuess } from '../bytes/encoding.js';
import type { CellColumn } from '../cells/cells.js';
import type { DialectGuess } from '../dialect/dialect.js';
import type { TableShape } from '../dialect/shape.js';
import type { Finding } from '../reading.js';

/** A file as found: named columns of raw cells. */
export interface Table {
  readonly file: string;
  readonly stem: string;
  readonly encoding: EncodingGuess;
  readonly dialect: DialectGuess;
  readonly shape: TableShape;
  readonly names: readonly string[];
  readonly columns: readonly CellColumn[];
  readonly rows: number;
  /** Rows as they stand in the file; fewer than `rows` where periods were columns. */
  readonly rowsOfFile: number;
  /** Line of the file, from 1, of a row, from 0. */
  lineOf(row: number): number;
  readonly findings: readonly Finding[];
}
