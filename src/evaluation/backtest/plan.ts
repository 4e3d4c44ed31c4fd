import { firstFiniteIndex } from '../../data/panel/history.js';
import type { Panel, Series } from '../../data/panel/panel.js';
import { decides, referencePanel } from '../../data/panel/reference.js';
import { dataError, usageError } from '../../errors.js';

/** When a model is trained again: once, at every cutoff, or at every N-th. */
export type Refit = 'never' | 'always' | number;

/** What was asked for; everything but the horizon has a default that suits the data. */
export interface PlanRequest {
  readonly horizon: number;
  readonly windows?: number | undefined;
  readonly stride?: number | undefined;
  readonly testSize?: number | undefined;
  readonly validationSize?: number | undefined;
  readonly refit?: Refit | undefined;
}

/** Where a rolling-origin backtest cuts. Rows are counted from the end of each series. */
export interface BacktestPlan {
  readonly horizon: number;
  readonly stride: number;
  /** Rows from each cutoff to the end of its series, descending: the first cutoff is the earliest. */
  readonly cutoffs: readonly number[]; // (windows)
  /** Rows before the first cutoff that are kept for validation and calibration. */
  readonly validationSize: number;
  readonly refit: Refit;
  /** Positions in the panel of the series that are long enough. */
  readonly series: readonly number[];
  /** The others, and how many rows they would need. */
  readonly skipped: readonly {
    readonly id: string;
    readonly rows: number;
    readonly needed: number;
  }[];
}

/** Share of the rows that is tested on, and of the rest that is validated on. */
const HELD_BACK = 0.2;
/** Cutoffs when neither their number nor the test part is given: enough for a test of significance. */
const WINDOWS = 20;

/**
 * Plans the cutoffs. Default: up to 20 windows within the last fifth of the series, at least one, no
 * further apart than the horizon; validation is a fifth of what is before them.
 * @throws UserError (exit 2) when the numbers contradict each other, (exit 4) when no series is long enough
 */
export function planBacktest(panel: Panel, request: PlanRequest): BacktestPlan {
  const { horizon } = request;
  const rows = panel.series.map(knownRows);
  const { testSize, stride, windows } = placeWindows(medianRows(panel), request);
  const needed = testSize + (request.validationSize ?? 0) + horizon;
  const kept = [...rows.keys()].filter((i) => rows[i]! >= needed);
  if (kept.length === 0) {
    throw tooShort(
      rows.reduce((most, each) => Math.max(most, each), 0),
      needed,
      request,
    );
  }
  const deciding = kept.filter((i) => decides(panel.series[i]!));
  const before = (deciding.length > 0 ? deciding : kept).map((i) => rows[i]! - testSize);
  return {
    horizon,
    stride,
    cutoffs: Array.from({ length: windows }, (_, k) => testSize - k * stride),
    validationSize: request.validationSize ?? panelValidationSize(before, horizon),
    refit: request.refit ?? 'never',
    series: kept,
    skipped: [...rows.keys()]
      .filter((i) => rows[i]! < needed)
      .map((i) => ({ id: panel.series[i]!.id, rows: rows[i]!, needed })),
  };
}

/**
 * Rows to keep for validation at the end of series of these lengths: a fifth of the median one, at least
 * one horizon where a third carries it, and always less than leaves the shortest series a horizon to
 * learn from. Series of less than two horizons have none to spare: a few of them do not count.
 */
export function panelValidationSize(rows: readonly number[], horizon: number): number {
  const middle = median(rows);
  const wanted = Math.max(
    Math.round(middle * HELD_BACK),
    Math.min(horizon, Math.floor(middle / 3)),
  );
  const roomy = rows.filter((each) => each >= 2 * horizon);
  const shortest = Math.min(...(2 * roomy.length > rows.length ? roomy : rows));
  return Math.max(0, Math.min(wanted, Math.max(shortest - horizon, Math.floor(shortest / 3))));
}

/** The same for a single series of `rows` rows. */
export const defaultValidationSize = (rows: number, horizon: number) =>
  panelValidationSize([rows], horizon);

/** Rows from the first cutoff of such a backtest to the end of each series. */
export const firstCutoff = (panel: Panel, request: PlanRequest): number =>
  placeWindows(medianRows(panel), request).testSize;

/** Rows of the middling series of those that decide, from its first known value on. */
export const medianRows = (panel: Panel): number =>
  median(referencePanel(panel).series.map(knownRows));

/** Rows of a series from its first known value on. */
function knownRows(series: Series): number {
  const first = firstFiniteIndex(series.values);
  return first < 0 ? 0 : series.values.length - first;
}

interface Placement {
  readonly testSize: number;
  readonly stride: number;
  readonly windows: number;
}

function placeWindows(rows: number, request: PlanRequest): Placement {
  const { horizon, testSize: size } = request;
  const budget = size ?? Math.max(horizon, Math.floor(rows * HELD_BACK));
  if (budget < horizon) {
    throw usageError(
      `--test-size ${budget} is shorter than the horizon of ${horizon}`,
      `give at least --test-size ${horizon}, or lower --horizon`,
    );
  }
  const span = budget - horizon;
  const wanted = request.windows ?? WINDOWS;
  const stride = request.stride ?? spread(span, wanted, horizon);
  const fitting = Math.floor(span / stride) + 1;
  // Given windows may exceed the default test part, but not one that was asked for.
  const windows = request.windows ?? (size === undefined ? Math.min(WINDOWS, fitting) : fitting);
  if (size !== undefined && windows > fitting) {
    throw usageError(
      `--windows ${windows} at stride ${stride} and horizon ${horizon} do not fit in --test-size ${size}`,
      `give --test-size ${horizon + (windows - 1) * stride}, or at most --windows ${fitting}`,
    );
  }
  // Asked for a test part: it is filled from its first row on; otherwise the last window ends the series.
  const filled = size !== undefined && request.windows === undefined;
  return { testSize: filled ? size : horizon + (windows - 1) * stride, stride, windows };
}

/** Rows between cutoffs so that `windows` of them fill the span, at most a horizon. */
function spread(span: number, windows: number, horizon: number): number {
  if (windows === 1) return horizon;
  return Math.max(1, Math.min(horizon, Math.floor(span / (windows - 1))));
}

function median(rows: readonly number[]): number {
  const sorted = [...rows].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function tooShort(rows: number, needed: number, request: PlanRequest) {
  const { horizon } = request;
  const fitting = Math.max(1, Math.floor(rows / 2));
  const remedies =
    request.testSize === undefined && request.windows === undefined
      ? rows >= 2
        ? `lower --horizon to ${fitting} or less`
        : 'give a longer history'
      : 'lower --test-size, --windows, --stride or --val-size';
  return dataError(
    `the longest series has ${rows} rows, but a backtest at horizon ${horizon} needs ${needed}: test part, validation and one horizon of history`,
    `${remedies}, or give more rows`,
  );
}
