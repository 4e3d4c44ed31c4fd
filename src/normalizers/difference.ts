import { SMALLEST_SPREAD, standardDeviation, usableScale } from './affine.js';
import type { Normalizer } from './normalizer.js';

/**
 * Change from the value before, in standard deviations of the changes; a missing value counts as
 * "no change" for the one after it, and stays missing itself.
 */
export const difference: Normalizer = {
  name: 'difference',
  summary: 'change from the value before, divided by the standard deviation of the changes',
  windowOnly: false,
  anchor: 'zero',
  seriesUnit: false,
  fit(values, deviation) {
    const minimum = SMALLEST_SPREAD * deviation;
    const changes: number[] = [];
    for (let i = 1; i < values.length; i++) {
      const change = values[i]! - values[i - 1]!;
      if (!Number.isNaN(change)) changes.push(change);
    }
    if (changes.length === 0) return [usableScale(0, 0, minimum)];
    return [usableScale(standardDeviation(Float64Array.from(changes)), 0, minimum)];
  },
  transform([scale], values, before) {
    let previous = before;
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (Number.isNaN(value)) continue;
      values[i] = Number.isNaN(previous) ? 0 : (value - previous) / scale!;
      previous = value;
    }
  },
  invert([scale], values, before) {
    let level = before;
    for (let i = 0; i < values.length; i++) {
      if (Number.isNaN(values[i]!)) continue;
      level += values[i]! * scale!;
      values[i] = level;
    }
  },
};
