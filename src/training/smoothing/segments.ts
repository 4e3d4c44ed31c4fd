import type { RowRange } from '../../data/panel/splits.js';
import type { Segment, SmoothingShape } from './task.js';

/**
 * The segments of a series' training rows, newest first. They overlap by `warmUp` steps, in which the
 * network of the later one only fills its memory.
 */
export function trainingSegments(
  { lookback, steps }: SmoothingShape,
  series: number,
  rows: number,
  warmUp: number,
): Segment[] {
  const segments: Segment[] = [];
  for (let end = rows - 1; end >= lookback; end -= steps - warmUp) {
    const whole = end - steps < lookback;
    segments.push({ series, end, from: whole ? 0 : end - steps + warmUp, targetEnd: rows });
    if (whole) break;
  }
  return segments;
}

/**
 * The segment that is judged on: forecasts whose whole horizon lies in the validation part, or as much as
 * that part has of it.
 */
export function validationSegment(
  { lookback, horizon }: SmoothingShape,
  series: number,
  { start, end }: RowRange,
): Segment[] {
  const last = Math.max(start, end - horizon);
  if (start >= end || last < lookback) return [];
  return [{ series, end: last, from: start - 1, targetEnd: end }];
}
