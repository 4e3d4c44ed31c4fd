import type { Frequency } from '../calendar/frequency.js';
import type { TimeFormat } from '../times/time-format.js';
import type { FillPolicy } from './fill.js';

/**
 * One regular series, ready for models. A truncated copy (see `splits.ts`) shares the memory of the
 * original and holds nothing after its last row except covariates that are known in the future.
 */
export interface Series {
  /** The id column's value, the file's stem, or the target's name. */
  readonly id: string;
  /** Name of the column that `values` came from. */
  readonly target: string;
  /** Epoch milliseconds (wall clock counted as UTC where the panel has no zone), or the step index. // (rows + known) */
  readonly times: Float64Array;
  /** The target in the user's units, NaN is missing. // (rows) */
  readonly values: Float64Array;
  /** Covariates known only up to the present. // pastNames × (rows) */
  readonly past: readonly Float64Array[];
  /** Covariates known in the future as well. // futureNames × (rows + known) */
  readonly future: readonly Float64Array[];
  /** Attributes of the whole series, as written in the file. // staticNames */
  readonly statics: readonly string[];
  /** Where it begins in the input, of part of a panel: parts are put together again in this order. */
  readonly place?: number;
  /** Of a large panel, a series beyond those that decide for all (see `reference.ts`). */
  readonly follows?: true;
  /** What missing values were filled from, where the filling looks at later rows: see `truncate`. */
  readonly unfilled?: Unfilled;
  /** ISO weekdays with rows, where they are others than its panel's business days. */
  readonly weekdays?: readonly number[];
}

/** A series with its gaps, of which a part that ends earlier is filled anew. */
export interface Unfilled {
  readonly policy: FillPolicy;
  readonly values: Float64Array; // (rows)
  readonly past: readonly Float64Array[]; // pastNames × (rows)
}

/** One or many series on one frequency: the one data type every model takes. */
export interface Panel {
  readonly frequency: Frequency;
  /** IANA zone or fixed offset of the instants; null when the times are wall clock. */
  readonly zone: string | null;
  /** The file says nothing of a zone: times are shown as the wall clock that stands in it. */
  readonly zoneGuessed?: true;
  readonly timeFormat: TimeFormat;
  /** Header of the time column; null when the file had none and rows were numbered. */
  readonly timeColumn: string | null;
  /** Header of the id column, if the file has one. */
  readonly idColumn: string | null;
  /** Names of the target columns, in the order asked for. */
  readonly targets: readonly string[];
  readonly pastNames: readonly string[];
  readonly futureNames: readonly string[];
  readonly staticNames: readonly string[];
  readonly series: readonly Series[];
}

/** What identifies a series inside its panel: id and target. */
export const seriesKey = (series: Pick<Series, 'id' | 'target'>) =>
  `${series.id}\u001f${series.target}`;
