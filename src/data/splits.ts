import { dataError } from '../errors.js';
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

/** Rows at the end of every series that are held back, and rows left out before each held-back part. */
export interface SplitSizes {
  readonly validation: number;
  readonly test: number;
  /** Rows between two parts that belong to neither, so that slow effects cannot reach across. */
  readonly gap: number;
}

/** Rows [start, end). */
export interface RowRange {
  readonly start: number;
  readonly end: number;
}

export interface Split {
  readonly train: RowRange;
  readonly validation: RowRange;
  readonly test: RowRange;
}

/**
 * Splits `rows` rows by time: train | gap | validation | gap | test. A part of size 0 takes no gap.
 * @throws UserError (exit 4) when nothing is left to train on; `id` names the series.
 */
export function splitRows(rows: number, sizes: SplitSizes, id: string): Split {
  const testStart = rows - sizes.test;
  const validationEnd = sizes.test > 0 ? testStart - sizes.gap : rows;
  const validationStart = validationEnd - sizes.validation;
  const trainEnd = sizes.validation > 0 ? validationStart - sizes.gap : validationEnd;
  if (trainEnd < 1) {
    const held = `${sizes.validation} for validation, ${sizes.test} for test, gap ${sizes.gap}`;
    throw dataError(
      `series "${id}": ${rows} rows leave none to train on (held back: ${held})`,
      'hold back fewer rows with --val-size or --test-size, or give a longer history',
    );
  }
  return {
    train: { start: 0, end: trainEnd },
    validation: { start: validationStart, end: validationEnd },
    test: { start: testStart, end: rows },
  };
}
