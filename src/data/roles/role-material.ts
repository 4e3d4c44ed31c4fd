import type { CellColumn } from '../cells/cells.js';
import type { DecimalMark } from '../cells/numbers.js';
import type { ColumnType } from '../reading.js';

export interface RoleMaterial {
  readonly file: string;
  readonly names: readonly string[];
  readonly columns: readonly CellColumn[];
  readonly types: readonly ColumnType[];
  /** The decimal mark of each column. */
  readonly marks: readonly DecimalMark[];
  /** Columns that tell the time. */
  readonly timeColumns: readonly number[];
  readonly times: Float64Array;
}
