import { filledTail } from './history.js';
import type { Panel, Series } from './panel.js';
import { truncate } from './splits.js';

/** Where a forecast starts: `row` is the first forecast row of `series[series]`; only rows before it are known. */
export interface Origin {
  readonly series: number;
  readonly row: number;
}

/**
 * Each origin's series as it was then. Looking back, a covariate known in the future that is missing
 * somewhere, or ends with the target, carries on its last known value, as it does in training.
 */
export function knownAtOrigins(
  panel: Panel,
  origins: readonly Origin[],
  horizon: number,
): Series[] {
  const series = panel.series.map((each) => ({
    ...each,
    future: each.future.map((column) => carriedOn(column, each.values.length + horizon)),
  }));
  return origins.map((origin) => truncate(series[origin.series]!, origin.row));
}

/** The first rows without a value take the first one; a column without any stays without. */
function carriedOn(column: Float64Array, rows: number): Float64Array {
  if (column.length >= rows && !column.some(Number.isNaN)) return column;
  const longer = new Float64Array(Math.max(rows, column.length)).fill(Number.NaN);
  longer.set(column);
  return filledTail(longer, longer.length);
}
