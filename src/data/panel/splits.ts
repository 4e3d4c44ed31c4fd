import { fillMissing } from './fill.js';
import type { Panel, Series } from './panel.js';

/**
 * The first `rows` rows of a series as a view on the same memory: values and past covariates end
 * there; times and covariates known in the future stay, because a calendar is known in advance. Gaps that
 * were filled by looking at later rows are filled anew, as they would have been then.
 */
export function truncate(series: Series, rows: number): Series {
  const head = (column: Float64Array) => column.subarray(0, rows);
  const { unfilled } = series;
  if (!unfilled || rows >= series.values.length) {
    return { ...series, values: head(series.values), past: series.past.map(head) };
  }
  const { policy } = unfilled;
  const raw = { policy, values: head(unfilled.values), past: unfilled.past.map(head) };
  const fill = (column: Float64Array) => fillMissing(column, policy, 1);
  return { ...series, values: fill(raw.values), past: raw.past.map(fill), unfilled: raw };
}

/** Every series of a panel truncated to its own number of rows. */
export function truncatePanel(panel: Panel, rows: readonly number[]): Panel {
  return { ...panel, series: panel.series.map((series, i) => truncate(series, rows[i]!)) };
}

/** Rows [start, end). */
export interface RowRange {
  readonly start: number;
  readonly end: number;
}
