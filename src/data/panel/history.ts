import { dataError } from '../../errors.js';
import type { Series } from './panel.js';

/** Reading a series' own past, with NaN as "missing". */

/** Index of the last value that is not missing, -1 when there is none. */
export function lastFiniteIndex(values: Float64Array): number {
  for (let i = values.length - 1; i >= 0; i--) if (!Number.isNaN(values[i]!)) return i;
  return -1;
}

/** Index of the first value that is not missing, -1 when there is none. */
export function firstFiniteIndex(values: Float64Array): number {
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]!)) return i;
  return -1;
}

/**
 * The last `count` values with gaps filled from the past; where there is no past (the series is
 * shorter, or begins with a gap) the first known value stands in. All NaN when nothing is known.
 */
export function filledTail(values: Float64Array, count: number): Float64Array {
  const first = firstFiniteIndex(values);
  const tail = new Float64Array(count).fill(first < 0 ? Number.NaN : values[first]!);
  const offset = values.length - count;
  let held = lastFiniteBefore(values, offset);
  for (let i = 0; i < count; i++) {
    const value = values[offset + i];
    if (value !== undefined && !Number.isNaN(value)) held = value;
    if (held !== null) tail[i] = held;
  }
  return tail;
}

function lastFiniteBefore(values: Float64Array, end: number): number | null {
  const index = lastFiniteIndex(values.subarray(0, Math.max(0, end)));
  return index < 0 ? null : values[index]!;
}

/** All values from the first known one on, gaps filled from the past: what local methods work on. */
export const filledHistory = (values: Float64Array) =>
  filledTail(values, values.length - firstFiniteIndex(values));

/**
 * The values before the validation part, so that errors there are those of values never fitted to. All of
 * them where less than half would be left: a short series has nothing to spare.
 */
export function trainingPart(values: Float64Array, validationSize: number): Float64Array {
  const rows = values.length - validationSize;
  return rows >= validationSize ? values.subarray(0, rows) : values;
}

/** @throws UserError (exit 4) when not a single value of the series is known. */
export function requireHistory(series: Series, model: string): void {
  if (lastFiniteIndex(series.values) >= 0) return;
  throw dataError(
    `series "${series.id}" has no value of "${series.target}" to forecast from (model ${model})`,
    'leave the series out, or give a file in which at least one row before the forecast has a value',
  );
}
