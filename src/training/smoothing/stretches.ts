import type { RowRange } from '../../data/panel/splits.js';
import type { SmoothingShape, Stretch } from './task.js';

/**
 * The stretches of a series' training rows, newest first. They overlap by `warmUp` steps, in which the
 * network of the later one only fills its memory.
 */
export function trainingStretches(
  { lookback, steps }: SmoothingShape,
  series: number,
  rows: number,
  warmUp: number,
): Stretch[] {
  const stretches: Stretch[] = [];
  for (let end = rows - 1; end >= lookback; end -= steps - warmUp) {
    const whole = end - steps < lookback;
    stretches.push({ series, end, from: whole ? 0 : end - steps + warmUp, targetEnd: rows });
    if (whole) break;
  }
  return stretches;
}

/**
 * The stretch that is judged on: forecasts whose whole horizon lies in the validation part, or as much as
 * that part has of it.
 */
export function validationStretch(
  { lookback, horizon }: SmoothingShape,
  series: number,
  { start, end }: RowRange,
): Stretch[] {
  const last = Math.max(start, end - horizon);
  if (start >= end || last < lookback) return [];
  return [{ series, end: last, from: start - 1, targetEnd: end }];
}
