import { exp, log as ln } from '../elementary.js';
import { invertAffine, mean, standardDeviation, transformAffine, usableScale } from './affine.js';
import type { Normalizer } from './normalizer.js';

/** Where values reach 0 or below, all are raised so that the smallest is this share of the range. */
const FLOOR_SHARE = 0.01;

/**
 * The natural logarithm, then mean 0 and standard deviation 1. State: offset added before the
 * logarithm, smallest argument allowed, mean and standard deviation of the logarithms.
 */
export const log: Normalizer = {
  name: 'log',
  summary:
    'logarithm, then mean 0, standard deviation 1; values that reach 0 are raised by a constant first',
  windowOnly: false,
  anchor: 'last',
  seriesUnit: false,
  fit(values) {
    const present = values.filter((value) => !Number.isNaN(value));
    if (present.length === 0) return [0, 1, 0, 1];
    const { offset, floor } = raise(present);
    const logarithms = present.map((value) => ln(value + offset));
    const shift = mean(logarithms);
    return [offset, floor, shift, usableScale(standardDeviation(logarithms), shift, 0)];
  },
  transform(state, values) {
    const [offset, floor] = state;
    for (let i = 0; i < values.length; i++) {
      // Later values may lie below everything that was fitted; Math.max keeps NaN as NaN.
      values[i] = ln(Math.max(values[i]! + offset!, floor!));
    }
    transformAffine(state.slice(2), values);
  },
  invert(state, values) {
    const [offset] = state;
    invertAffine(state.slice(2), values);
    for (let i = 0; i < values.length; i++) values[i] = exp(values[i]!) - offset!;
  },
};

/** Offset and the smallest argument that the logarithm will be given. */
function raise(present: Float64Array): { offset: number; floor: number } {
  let low = present[0]!;
  let high = low;
  for (const value of present) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > 0) return { offset: 0, floor: low * FLOOR_SHARE || Number.MIN_VALUE };
  const floor = (high - low) * FLOOR_SHARE || 1;
  return { offset: floor - low, floor: floor * FLOOR_SHARE || Number.MIN_VALUE };
}
