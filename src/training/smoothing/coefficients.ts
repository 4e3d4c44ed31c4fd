import { exp } from '../../elementary.js';
import type { Smoothing, SmoothingGradient } from './recursion.js';
import type { LogSeries, SmoothingShape } from './task.js';

/** Logits of the coefficients before any training: 0.12 of an error goes into level and indices. */
const START_LOGIT = -2;

/**
 * Numbers that are learned of each series: the logit of every coefficient, level first, then corrections
 * of the first indices in the series' own unit, season by season.
 */
export const numbersOfSeries = ({ periods }: SmoothingShape) =>
  1 + periods.length + periods.reduce((sum, period) => sum + period, 0);

/** Where the corrections begin among a series' numbers. */
const coefficientsOf = ({ periods }: SmoothingShape) => 1 + periods.length;

/** The untrained numbers of so many series. */
export function startNumbers(shape: SmoothingShape, series: number): Float32Array {
  const each = numbersOfSeries(shape);
  const numbers = new Float32Array(series * each);
  for (let s = 0; s < series; s++) {
    numbers.fill(START_LOGIT, s * each, s * each + coefficientsOf(shape));
  }
  return numbers;
}

/** The smoothing that a series' numbers stand for. */
export function smoothingOf(
  { startLevel, startIndices, unit }: LogSeries,
  numbers: Float32Array,
): Smoothing {
  let at = 1 + startIndices.length;
  return {
    level: sigmoid(numbers[0]!),
    seasonal: startIndices.map((_, k) => sigmoid(numbers[1 + k]!)),
    startLevel,
    startIndices: startIndices.map((start) => start.map((index) => index + unit * numbers[at++]!)),
  };
}

/** The derivatives by a series' numbers from those by its smoothing. */
export function numbersGradient(
  { unit }: LogSeries,
  smoothing: Smoothing,
  gradient: SmoothingGradient,
): Float64Array {
  const byLogit = (share: number, slope: number) => slope * share * (1 - share);
  return Float64Array.from([
    byLogit(smoothing.level, gradient.level),
    ...smoothing.seasonal.map((share, k) => byLogit(share, gradient.seasonal[k]!)),
    ...gradient.startIndices.flatMap((each) => [...each.map((slope) => unit * slope)]),
  ]);
}

/** The numbers of a series that was not trained on: median coefficients, no corrections. */
export function medianNumbers(shape: SmoothingShape, numbers: Float32Array): Float32Array {
  const each = numbersOfSeries(shape);
  const typical = new Float32Array(each);
  for (let i = 0; i < coefficientsOf(shape); i++) {
    const column = numbers.filter((_, at) => at % each === i).sort();
    typical[i] = column[column.length >> 1]!;
  }
  return typical;
}

/** A series' own coefficients, for a history that begins elsewhere than the training's did. */
export function withoutCorrections(shape: SmoothingShape, numbers: Float32Array): Float32Array {
  return numbers.map((each, i) => (i < coefficientsOf(shape) ? each : 0));
}

const sigmoid = (x: number) => 1 / (1 + exp(-x));
