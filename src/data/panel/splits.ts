import type { Panel, Series } from './panel.js';

/**
 * The first `rows` rows of a series as a view on the same memory: values and past covariates end
 * there; times and covariates known in the future stay, because a calendar is known in advance.
 */
export function truncate(series: Series, rows: number): Series {
  return {
    ...series,
    values: series.values.subarray(0, rows),
    past: series.past.map((column) => column.subarray(0, rows)),
  };
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
