import type { Sureness } from '../ballot/ballot.js';
import type { TimeColumn } from '../times/time-column.js';

/** Which columns tell the time of a row, and what they say. */
export interface TimeAxis {
  /** Columns that are used up by it; empty when rows are only numbered. */
  readonly columns: readonly number[];
  readonly reading: TimeColumn;
  readonly sure: Sureness;
  /** Set where a column of times is there and no axis can be made of it. */
  readonly refusal?: AxisRefusal;
}

/** Why a table with a column of times has no axis, and what its user can do. */
export interface AxisRefusal {
  readonly message: string;
  readonly hint: string;
}
