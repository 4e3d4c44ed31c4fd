import { median, robustScale } from './medians.js';
import type { SeasonalStart } from './seasonal-start.js';

/** How fast what is expected follows the rows: rates from 0 (never) to 1 (at once). */
export interface Rates {
  readonly level: number;
  readonly trend: number;
  readonly season: number;
}

/** What each row was to be, one step before it came, and by how much rows usually miss that. */
export interface Expectations {
  readonly expected: Float64Array; // (rows)
  readonly scale: Float64Array; // (rows)
  /** Rows of which three in turn made a new level. // (rows) of 0 and 1 */
  readonly shifted: Uint8Array;
}

/** Errors of more than so many scales teach nothing of the level. */
const WILD = 4;
/** So many wild errors in turn on one side are a new level. */
const PERSISTS = 3;
/** A trend fades. */
const DAMPING = 0.98;
/** How fast the scale follows. */
const SCALE_RATE = 0.04;

/**
 * Exponential smoothing of level, trend and seasons that wild rows do not drag along, with a robust scale
 * that follows the errors (after Gelper, Fried & Croux 2010): a wild error leaves the level where it is,
 * until some in turn on one side say that it is another one.
 *
 * @param values - NaN is missing
 * @param masked - rows that are not to be learnt from, as if missing // (rows) of 0 and 1
 * @param start - of the rows that `values` begins with
 * @param least - smallest scale, in the values' unit
 */
export function expectRows(
  values: Float64Array,
  masked: Uint8Array,
  rates: Rates,
  start: SeasonalStart,
  least: number,
): Expectations {
  const known = withoutMasked(values, masked);
  const begin = known.subarray(0, start.rows);
  const first = smooth(begin, start, rates, Number.POSITIVE_INFINITY, least);
  const errors = begin.map((value, t) => value - first.expected[t]!);
  const scale = robustScale(errors.subarray(Math.min(5, start.rows >> 1)));
  return smooth(known, start, rates, Math.max(least, Number.isNaN(scale) ? 0 : scale), least);
}

/** The values, NaN where they are masked. */
export const withoutMasked = (values: Float64Array, masked: Uint8Array): Float64Array =>
  values.map((value, t) => (masked[t] === 1 ? Number.NaN : value));

function smooth(
  known: Float64Array,
  start: SeasonalStart,
  rates: Rates,
  scaleAtStart: number,
  least: number,
): Expectations {
  const { periods } = start;
  const figures = start.figures.map((figure) => figure.slice());
  const expected = new Float64Array(known.length);
  const scales = new Float64Array(known.length);
  const shifted = new Uint8Array(known.length);
  let { level } = start;
  let slope = 0;
  let scale = scaleAtStart;
  let unseen = 0;
  let wild: number[] = [];
  for (let t = 0; t < known.length; t++) {
    level += slope;
    slope *= DAMPING;
    let forecast = level;
    for (let i = 0; i < periods.length; i++) forecast += figures[i]![t % periods[i]!]!;
    expected[t] = forecast;
    scales[t] = scale * Math.sqrt(1 + unseen * rates.level * rates.level);
    const error = known[t]! - forecast;
    if (Number.isNaN(error)) {
      unseen += 1;
      continue;
    }
    const size = Math.abs(error) / scales[t]!;
    const bounded = size > 2 ? (error / size) * 2 : error;
    if (size <= WILD) {
      level += rates.level * error;
      slope += rates.trend * rates.level * error;
      wild = [];
    } else {
      if (wild.length > 0 && wild[0]! > 0 !== error > 0) wild = [];
      wild.push(error);
      if (wild.length === PERSISTS) {
        level += median(Float64Array.from(wild));
        slope = 0;
        wild = [];
        shifted.fill(1, t - PERSISTS + 1, t + 1);
      }
    }
    for (let i = 0; i < periods.length; i++) {
      figures[i]![t % periods[i]!]! += rates.season * (size <= WILD ? error : bounded);
    }
    if (Number.isFinite(scale)) {
      const square = 1 + SCALE_RATE * (boundedSquare(size) - 1);
      scale = Math.max(least, scale * Math.sqrt(square));
    }
    unseen = 0;
  }
  return { expected, scale: scales, shifted };
}

/** Tukey's biweight: near the square of small sizes, never above 2.52; its mean is 1 for normal errors. */
function boundedSquare(size: number): number {
  if (size >= 2) return 2.52;
  const rest = 1 - (size / 2) * (size / 2);
  return 2.52 * (1 - rest * rest * rest);
}
