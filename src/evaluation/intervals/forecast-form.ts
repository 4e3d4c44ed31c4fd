import { isoTime } from '../../data/findings/summarize.js';
import type { Panel } from '../../data/panel/panel.js';
import { dataError, usageError } from '../../errors.js';
import type { Forecast } from '../../models/model.js';
import { straighten } from './intervals.js';

/** What values are possible at all. */
export interface ValueRange {
  /** Null is no bound. */
  readonly min: number | null;
  readonly max: number | null;
  /** Counts: whole numbers only. */
  readonly integer: boolean;
}

/** How forecasts are given: within what is possible, and with which quantiles beside the levels. */
export interface ForecastForm {
  readonly range: ValueRange;
  /** Probabilities that were asked for one by one, ascending. */
  readonly oneSided: readonly number[];
}

export const anyValue: ValueRange = { min: null, max: null, integer: false };

/** The form of forecasts for which nothing was asked. */
export const plainForm: ForecastForm = { range: anyValue, oneSided: [] };

export const isPlain = ({ range, oneSided }: ForecastForm): boolean =>
  range.min === null && range.max === null && !range.integer && oneSided.length === 0;

/**
 * @throws UserError (exit 2) for a range without values, (exit 4) for a history that breaks it: the first
 *   series, time and value are named
 */
export function requireRange(panel: Panel, range: ValueRange): void {
  const { min, max, integer } = range;
  if (min !== null && max !== null && min >= max) {
    throw usageError(`--min ${min} is not below --max ${max}`, 'give --min below --max');
  }
  for (const series of panel.series) {
    const row = series.values.findIndex(
      (value) => !Number.isNaN(value) && !isPossible(value, range),
    );
    if (row < 0) continue;
    const value = series.values[row]!;
    const place = `series "${series.id}" has ${value} at ${isoTime(panel, series.times[row]!)}`;
    if (integer && !Number.isInteger(value)) {
      throw dataError(
        `${place}: --integer is for whole numbers`,
        'leave --integer out for shares, prices and measurements',
      );
    }
    const flag = min !== null && value < min ? `--min ${min}` : `--max ${max}`;
    throw dataError(
      `${place}, outside ${flag}`,
      `leave ${flag.split(' ')[0]} out or widen it, or mark such values as missing (--missing-values ${value})`,
    );
  }
}

const isPossible = (value: number, { min, max, integer }: ValueRange) =>
  (min === null || value >= min) &&
  (max === null || value <= max) &&
  (!integer || Number.isInteger(value));

/**
 * Keeps points and quantiles within what is possible. No interval covers less than before: what comes
 * lies within the range, and a whole number is below a bound exactly where it is at most its whole part.
 */
export function keepWithin(
  point: Float64Array,
  quantiles: readonly Float64Array[],
  probabilities: readonly number[],
  range: ValueRange,
): void {
  if (range.min === null && range.max === null && !range.integer) return;
  for (let at = 0; at < point.length; at++) {
    point[at] = possible(point[at]!, range, Math.round);
    for (const [i, quantile] of quantiles.entries()) {
      quantile[at] = possible(quantile[at]!, range, probabilities[i]! < 0.5 ? upwards : downwards);
    }
    if (quantiles.length > 0) straighten(quantiles, at, point[at]!, probabilities);
  }
}

/** The same for the forecast of one series, in arrays of its own. */
export function withinRange(
  { point, quantiles }: Forecast,
  probabilities: readonly number[],
  range: ValueRange,
): Forecast {
  const kept = { point: point.slice(), quantiles: quantiles.map((quantile) => quantile.slice()) };
  keepWithin(kept.point, kept.quantiles, probabilities, range);
  return kept;
}

/** A rounding error must not move a whole number by one. */
const upwards = (value: number) => Math.ceil(value - 1e-9);
const downwards = (value: number) => Math.floor(value + 1e-9);

function possible(value: number, { min, max, integer }: ValueRange, round: (x: number) => number) {
  if (Number.isNaN(value)) return value;
  const low = min === null ? null : integer ? Math.ceil(min) : min;
  const high = max === null ? null : integer ? Math.floor(max) : max;
  let kept = integer ? round(value) : value;
  if (low !== null && kept < low) kept = low;
  if (high !== null && kept > high) kept = high;
  // Rounding up gives -0 for small negative numbers.
  return kept === 0 ? 0 : kept;
}
