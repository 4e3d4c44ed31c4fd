import { visibleText } from '../visible-text.js';
import type { Axis, Chart, Mark } from './chart.js';
import { linearTicks, logTicks, type Tick } from './number-ticks.js';
import { timeTicks } from './time-ticks.js';

/** Where values lie along an axis, and what is written beside it. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly Tick[];
  /** 0 at the axis' start, 1 at its end; NaN for what it cannot show. */
  at(value: number): number;
}

/** Free room above and below the data, as a share of its range. */
const MARGIN = 0.04;
const DAY = 86_400_000;

/** The scale of a chart's x axis, without margin, with at most `most` ticks. */
export function xScale(chart: Chart, most: number): Scale {
  const [first, last] = widened(extent(chart.marks.flatMap(xValues)), chart.x);
  if (chart.x.kind === 'time') {
    return linear(first, last, timeTicks(first, last, most, shortestStep(chart)));
  }
  // A cell of a heat map lies around its place.
  const half = chart.marks.some(({ kind }) => kind === 'heat') ? 0.5 : 0;
  const [low, high] = [first - half, last + half];
  const whole = chart.marks.every((mark) => xValues(mark).every(isWhole));
  return scaleOf(chart.x, low, high, most, whole);
}

/** A day where no two neighbouring points of a chart over time are closer, else 0. */
export function shortestStep({ marks }: Chart): number {
  const isClose = (x: Float64Array) => x.some((time, i) => i > 0 && time - x[i - 1]! < DAY);
  return marks.flatMap(xValues).some(isClose) ? 0 : DAY;
}

/** The scale of a chart's y axis, with a margin and at most `most` ticks. */
export function yScale(chart: Chart, most: number): Scale {
  if (chart.y.kind === 'category') return rowScale(chart.y.categories);
  const isLog = chart.y.kind === 'number' && chart.y.scale === 'log';
  const values = chart.marks
    .flatMap(yValues)
    .map((array) => (isLog ? array.filter((value) => value > 0) : array));
  const [low, high] = widened(extent(values), chart.y);
  if (isLog) {
    const ratio = 10 ** ((Math.log10(high) - Math.log10(low)) * MARGIN);
    const bottom = Math.max(Number.MIN_VALUE, low / ratio);
    return scaleOf(chart.y, bottom, finite(high * ratio), most, false);
  }
  const margin = high * MARGIN - low * MARGIN;
  // Bars stand on their zero line; a range that starts at zero is not opened below it.
  const bottom = low === 0 ? 0 : finite(low - margin);
  return scaleOf(chart.y, bottom, high === 0 ? 0 : finite(high + margin), most, false);
}

/** Rows of one height, the first on top. */
function rowScale(categories: readonly string[]): Scale {
  const count = Math.max(1, categories.length);
  return {
    low: 0,
    high: count,
    ticks: categories.map((category, row) => ({ value: row, label: visibleText(category) })),
    at: (row) => 1 - (row + 0.5) / count,
  };
}

function scaleOf(axis: Axis, low: number, high: number, most: number, whole: boolean): Scale {
  if (axis.kind !== 'number' || axis.scale === 'linear') {
    return linear(low, high, linearTicks(low, high, most, whole));
  }
  const start = Math.log10(low);
  const range = Math.log10(high) - start;
  return {
    low,
    high,
    ticks: logTicks(low, high, most),
    at: (value) => (value > 0 ? (Math.log10(value) - start) / range : Number.NaN),
  };
}

const linear = (low: number, high: number, ticks: readonly Tick[]): Scale => ({
  low,
  high,
  ticks,
  // Halves first: the difference of two huge numbers may overflow.
  at: (value) => (value / 2 - low / 2) / (high / 2 - low / 2),
});

const isWhole = (array: Float64Array) => array.every((value) => Number.isInteger(value));

function xValues(mark: Mark): Float64Array[] {
  if (mark.kind === 'rule') return mark.axis === 'x' ? [Float64Array.of(mark.at)] : [];
  return [mark.x];
}

function yValues(mark: Mark): Float64Array[] {
  if (mark.kind === 'rule') return mark.axis === 'y' ? [Float64Array.of(mark.at)] : [];
  if (mark.kind === 'band') return [mark.low, mark.high];
  if (mark.kind === 'heat') return [];
  return mark.kind === 'bars' ? [mark.y, Float64Array.of(0)] : [mark.y];
}

function extent(arrays: readonly Float64Array[]): [number, number] | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const array of arrays) {
    for (const value of array) {
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : null;
}

/** A range with some length: one value alone, or none at all, still gets an axis. */
function widened(range: [number, number] | null, axis: Axis): [number, number] {
  const isLog = axis.kind === 'number' && axis.scale === 'log';
  const [low, high] = range ?? (isLog ? [1, 10] : [0, 1]);
  if (isLog) return high > low ? [low, high] : [low / 2, low * 2];
  // A range of a few units in the last place is rounding, not variation.
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (high - low > size * 1e-14) return [low, high];
  const half = axis.kind === 'time' ? 43_200_000 : size === 0 ? 1 : size * 0.1;
  return [finite(low - half), finite(high + half)];
}

const finite = (value: number) => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
