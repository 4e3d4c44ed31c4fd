import { calendarFeatures } from '../../data/panel/calendar-features.js';
import { type Panel, type Series, seriesKey } from '../../data/panel/panel.js';
import { futureTimes } from '../../data/panel/steps.js';
import { normalizers } from '../../normalizers/index.js';
import type { Normalizer, NormalizerState } from '../../normalizers/normalizer.js';
import { calendarSize, withHarmonics } from './calendar-inputs.js';
import type { FeaturePlan, InputSizes, SeriesScale, Spread } from './feature-plan.js';
import { naiveError } from './naive-error.js';

/** One series as a network sees it: everything that does not depend on the window. */
export interface SeriesFeatures {
  readonly rows: number;
  /** The target in the user's units, NaN is missing. // (rows) */
  readonly values: Float64Array;
  readonly level: Spread;
  /** Of the normalizer in series scope. */
  readonly state: NormalizerState;
  /** Naive error of the whole series. */
  readonly naiveError: number;
  /** Scaled past and future covariates, the last known ones carried on. // (rows + ahead, past + future) */
  readonly covariates: Float32Array;
  /** Calendar, then scaled future covariates. // (rows + ahead, known) */
  readonly known: Float32Array;
  /** One-hot. // (statics) */
  readonly statics: Float32Array;
}

/** What is fitted on a series' training rows; a series that has none is measured by all of its rows. */
export function fitScale(
  series: Series,
  trainingRows: number,
  season: number,
  normalizer: Normalizer,
): SeriesScale {
  const rows = trainingRows > 0 ? trainingRows : series.values.length;
  const values = series.values.subarray(0, rows);
  return {
    key: seriesKey(series),
    level: spreadOf(values),
    naiveError: naiveError(values, season),
    state: normalizer.windowOnly ? [] : normalizer.fit(values, 0),
    covariates: [...series.past, ...series.future].map((column) =>
      spreadOf(column.subarray(0, rows)),
    ),
  };
}

/** Mean and standard deviation of the known values; 0 and 1 where nothing is known or varies. */
function spreadOf(values: Float64Array): Spread {
  let count = 0;
  let sum = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    count++;
    sum += value;
  }
  if (count === 0) return { mean: 0, deviation: 1 };
  const mean = sum / count;
  let squares = 0;
  for (const value of values) {
    if (!Number.isNaN(value)) squares += (value - mean) * (value - mean);
  }
  const deviation = Math.sqrt(squares / count);
  return { mean, deviation: deviation > 1e-12 * Math.abs(mean) ? deviation : 1 };
}

/** Sizes of a network's inputs under a plan. */
export function inputSizes(plan: FeaturePlan): InputSizes {
  const { pastNames, futureNames, statics } = plan;
  const calendar = calendarSize(plan.calendar);
  return {
    covariates: pastNames.length + futureNames.length + (plan.masked ? 1 : 0),
    known: calendar + futureNames.length,
    origin: (plan.level ? 1 : 0) + calendar,
    statics: statics.reduce((sum, attribute) => sum + attribute.values.length, 0),
  };
}

export interface FeatureExtent {
  /** Rows kept from the end of each series. */
  readonly rows: number;
  /** Rows after the end that calendar and covariates reach to. */
  readonly ahead: number;
}

/**
 * Features of every series of a panel. Series that the plan knows keep the scales they were fitted
 * with; others are scaled by their own history.
 */
export function prepareFeatures(
  plan: FeaturePlan,
  panel: Panel,
  extent: FeatureExtent,
): SeriesFeatures[] {
  const known = new Map(plan.scales.map((scale) => [scale.key, scale]));
  const normalizer = normalizers.get(plan.normalizer);
  return panel.series.map((series) => {
    const scale =
      known.get(seriesKey(series)) ??
      fitScale(series, series.values.length, plan.season, normalizer);
    return prepareSeries(plan, panel, tailOf(series, extent.rows), scale, extent.ahead);
  });
}

/** The last rows of a series as a view, with all that is known of the time after them. */
function tailOf(series: Series, rows: number): Series {
  const start = Math.max(0, series.values.length - rows);
  return {
    ...series,
    times: series.times.subarray(start),
    values: series.values.subarray(start),
    past: series.past.map((column) => column.subarray(start)),
    future: series.future.map((column) => column.subarray(start)),
  };
}

function prepareSeries(
  plan: FeaturePlan,
  panel: Panel,
  series: Series,
  scale: SeriesScale,
  ahead: number,
): SeriesFeatures {
  const end = series.values.length + ahead;
  const past = series.past.map((column, i) => scaled(column, end, scale.covariates[i]!));
  const future = series.future.map((column, i) =>
    scaled(column, end, scale.covariates[series.past.length + i]!),
  );
  const calendar = calendarColumns(plan, panel, series, end);
  return {
    rows: series.values.length,
    values: series.values,
    level: scale.level,
    state: scale.state,
    naiveError: scale.naiveError,
    covariates: interleave([...past, ...future], end),
    known: interleave([...calendar, ...future], end),
    statics: oneHot(plan, series),
  };
}

function calendarColumns(
  plan: FeaturePlan,
  panel: Panel,
  series: Series,
  end: number,
): Float32Array[] {
  if (plan.calendar.length === 0) return [];
  const rows = series.values.length;
  const times = new Float64Array(end);
  times.set(series.times.subarray(0, Math.min(series.times.length, end)));
  if (series.times.length < end) times.set(futureTimes(panel, series, end - rows), rows);
  return withHarmonics(plan.calendar, calendarFeatures(times, panel.zone, plan.calendar));
}

/** (value - mean) / deviation; a missing value takes the one before it, the first ones take 0. */
function scaled(column: Float64Array, rows: number, spread: Spread): Float32Array {
  const out = new Float32Array(rows);
  let last = 0;
  for (let row = 0; row < rows; row++) {
    const value = row < column.length ? column[row]! : Number.NaN;
    if (!Number.isNaN(value)) last = (value - spread.mean) / spread.deviation;
    out[row] = last;
  }
  return out;
}

/** Columns side by side. // (rows, columns) */
function interleave(columns: readonly Float32Array[], rows: number): Float32Array {
  const width = columns.length;
  const out = new Float32Array(rows * width);
  columns.forEach((column, c) => {
    for (let row = 0; row < rows; row++) out[row * width + c] = column[row]!;
  });
  return out;
}

/** What a series is, besides its numbers: its static attributes, then which column it came from. */
export const attributesOf = (series: Series) => [...series.statics, series.target];

function oneHot(plan: FeaturePlan, series: Series): Float32Array {
  const attributes = attributesOf(series);
  return Float32Array.from(
    plan.statics.flatMap(({ values }, i) =>
      values.map((value) => (value === attributes[i] ? 1 : 0)),
    ),
  );
}
