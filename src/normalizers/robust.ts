import { affineNormalizer } from './affine.js';

/** Quartiles of a normal distribution are this many standard deviations apart. */
const NORMAL_QUARTILE_RANGE = 1.349;

export const robust = affineNormalizer(
  {
    name: 'robust',
    summary: 'median 0, quartile range as in a normal distribution; outliers do not move it',
    windowOnly: false,
  },
  (present) => {
    const sorted = present.slice().sort();
    const range = quantile(sorted, 0.75) - quantile(sorted, 0.25);
    return { shift: quantile(sorted, 0.5), scale: range / NORMAL_QUARTILE_RANGE };
  },
);

/** Linear interpolation between order statistics (Hyndman & Fan 1996, type 7). */
function quantile(sorted: Float64Array, probability: number): number {
  const position = (sorted.length - 1) * probability;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (position - below) * (high - low);
}
