import type { Panel } from '../../data/panel/panel.js';
import type { RowRange } from '../../data/panel/splits.js';
import { indexWindows, thinWindows, type Windows } from '../../data/panel/windows.js';
import { normalizers } from '../../normalizers/index.js';
import { calendarFor } from './calendar-inputs.js';
import type { FeaturePlan } from './feature-plan.js';
import { attributesOf, fitScale, prepareFeatures, type SeriesFeatures } from './features.js';
import { returnsToMean } from './returns-to-mean.js';
import { createWindowReader, type WindowReader } from './window-reader.js';

/** Attributes with more values than this say which series it is rather than of what kind. */
const MOST_STATIC_VALUES = 64;
/** Part of a series that may be kept for validation when nobody says how much. */
const VALIDATION_SHARE = 0.15;

export interface FitRequest {
  readonly lookback: number;
  readonly horizon: number;
  readonly season: number;
  readonly normalizer: string;
  readonly scope: 'series' | 'window';
  readonly unit: 'naive-error' | 'deviation';
  /** Whether calendar features may be used. */
  readonly calendar: boolean;
}

/** Validation windows that judge each epoch. */
const VALIDATION_WINDOWS = 2000;

/** The two parts of every series, by time. */
export interface FitParts {
  readonly train: readonly RowRange[];
  readonly validation: readonly RowRange[];
}

/** Everything that training on one panel needs, for one lookback. */
export interface FitData {
  readonly plan: FeaturePlan;
  readonly reader: WindowReader;
  readonly features: readonly SeriesFeatures[];
  readonly train: Windows;
  readonly validation: Windows;
}

/**
 * Cuts every series by time. Left to itself, the validation part holds at least two horizons and about
 * 15 % of the rows, but never more than a third of them.
 *
 * @param gap rows between the two parts that belong to neither, so that slow effects cannot reach across
 */
export function partsOf(panel: Panel, horizon: number, validationSize: number, gap = 0): FitParts {
  const ends = panel.series.map(({ values }) => {
    const rows = values.length;
    const wanted = Math.max(2 * horizon, Math.round(rows * VALIDATION_SHARE));
    const size = validationSize > 0 ? validationSize : Math.min(wanted, Math.floor(rows / 3));
    return { rows, split: Math.max(0, rows - size) };
  });
  return {
    train: ends.map(({ split }) => ({ start: 0, end: Math.max(0, split - gap) })),
    validation: ends.map(({ rows, split }) => ({ start: split, end: rows })),
  };
}

/** Fits the scales on the training part and lists the windows of both parts. */
export function prepareFit(panel: Panel, parts: FitParts, request: FitRequest): FitData {
  const plan = fitPlan(panel, parts, request);
  const features = prepareFeatures(plan, panel, {
    rows: Number.POSITIVE_INFINITY,
    ahead: plan.horizon,
  });
  return { plan, features, reader: createWindowReader(plan), ...listWindows(panel, parts, plan) };
}

/** The same data read through a shorter lookback. */
export function withLookback(
  data: FitData,
  panel: Panel,
  parts: FitParts,
  lookback: number,
): FitData {
  if (lookback === data.plan.lookback) return data;
  const plan = { ...data.plan, lookback };
  return { ...data, plan, reader: createWindowReader(plan), ...listWindows(panel, parts, plan) };
}

function fitPlan(panel: Panel, parts: FitParts, request: FitRequest): FeaturePlan {
  const { lookback, horizon, season, scope, unit } = request;
  const normalizer = normalizers.get(request.normalizer);
  return {
    lookback,
    horizon,
    season,
    normalizer: normalizer.name,
    scope,
    unit,
    level: mostReturn(panel, parts, Math.max(season, horizon)),
    calendar: request.calendar ? calendarFor(panel.frequency, longestSpan(panel, parts)) : [],
    masked: panel.series.some(({ values }, i) =>
      values.subarray(0, parts.train[i]!.end).some(Number.isNaN),
    ),
    pastNames: panel.pastNames,
    futureNames: panel.futureNames,
    statics: staticValues(panel),
    scales: panel.series.map((series, i) =>
      fitScale(series, parts.train[i]!.end, season, normalizer),
    ),
  };
}

/** Whether more than half of the series come back to their means. */
function mostReturn(panel: Panel, parts: FitParts, block: number): boolean {
  const returning = panel.series.filter(({ values }, i) =>
    returnsToMean(values.subarray(0, parts.train[i]!.end), block),
  );
  return 2 * returning.length > panel.series.length;
}

/** The values of each attribute; none where it has only one, or so many that it names the series. */
function staticValues(panel: Panel): FeaturePlan['statics'] {
  const attributes = panel.series.map(attributesOf);
  return [...panel.staticNames, 'target'].map((name, i) => {
    const values = [...new Set(attributes.map((each) => each[i]!))].sort();
    const telling = values.length > 1 && values.length <= MOST_STATIC_VALUES;
    return { name, values: telling ? values : [] };
  });
}

function longestSpan(panel: Panel, parts: FitParts): number {
  const spans = panel.series.map(({ times }, i) => {
    const { end } = parts.train[i]!;
    return end > 1 ? times[end - 1]! - times[0]! : 0;
  });
  return Math.max(0, ...spans);
}

/** Short series are padded at their start, so that they still have something to teach. */
function listWindows(
  panel: Panel,
  parts: FitParts,
  { lookback, horizon }: FeaturePlan,
): { train: Windows; validation: Windows } {
  const values = panel.series.map((series) => series.values);
  const longest = Math.max(0, ...parts.train.map(({ end }) => end));
  const minimumLookback = Math.max(1, Math.min(lookback, Math.floor((longest - horizon) / 2)));
  const rule = { lookback, horizon, stride: 1, minimumLookback, partialTargets: true };
  return {
    train: indexWindows(values, parts.train, rule),
    validation: thinWindows(indexWindows(values, parts.validation, rule), VALIDATION_WINDOWS),
  };
}
