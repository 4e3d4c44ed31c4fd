import type { TimeFormat } from './time-format.js';

/** A column read as times under one reading. */
export interface TimeColumn {
  readonly kind: string;
  readonly format: TimeFormat;
  /** Wall-clock ms, an index for `step`, or ms of the day for `clock`; NaN where there is no time. */
  readonly wall: Float64Array;
  /** Minutes east of UTC each row carried, or null when no row did. */
  readonly offsets: Float64Array | null;
  /** Rows that are times. */
  readonly valid: number;
  /** Rows that are neither times nor missing. */
  readonly odd: number;
  /** The other reading, when nothing decides between the two. */
  readonly tie: {
    readonly pattern: string;
    readonly other: string;
    readonly example: string;
  } | null;
  /** A reading that fits every cell as well: `decideOrder` chooses, once the time of day is known. */
  readonly rival: TimeColumn | null;
  readonly evidence: string;
  /** Log-odds against the rival that it was chosen before; absent where there was none. */
  readonly margin?: number;
}
