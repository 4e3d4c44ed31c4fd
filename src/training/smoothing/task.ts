/** Sizes that all series of a panel share. */
export interface SmoothingShape {
  /** Rows that one step of the network reads. */
  readonly lookback: number;
  readonly horizon: number;
  /** Rows that the network is led through, each with a forecast of its own. */
  readonly steps: number;
  /** Seasonal periods in rows, ascending; none, one or two. */
  readonly periods: readonly number[];
}

/** One series in logarithms, moved and scaled; its smoothing is linear, and so follows. */
export interface LogSeries {
  /** (log(value + shift) - centre) / scale, NaN is missing. // (rows) */
  readonly logs: Float64Array;
  readonly startLevel: number;
  /** Of each season, from the first periods of the history. // (periods) × (period) */
  readonly startIndices: readonly Float64Array[];
  /** What the learned corrections of the first indices are measured in: the mean change over a season. */
  readonly unit: number;
}

/** A segment of a series that the network is led through, up to the row before `end`. */
export interface Segment {
  readonly series: number;
  readonly end: number;
  /** First row whose forecast counts. */
  readonly from: number;
  /** Targets lie before this row. */
  readonly targetEnd: number;
}

/** All that learning smoothing and network together needs, as plain data. */
export interface SmoothingTask {
  readonly kind: 'smoothing';
  readonly shape: SmoothingShape;
  readonly series: readonly LogSeries[];
  readonly train: readonly Segment[];
  readonly validation: readonly Segment[];
  /** Weight of the mean squared second difference of the level. */
  readonly levelPenalty: number;
  /** Learning rate of the smoothing in learning rates of the network. */
  readonly smoothingRate: number;
}
