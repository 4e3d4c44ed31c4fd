import { log } from '../../elementary.js';

/** Fewer say nothing at all about how far off the next may be. */
const LEAST = 2;

/**
 * By how much an interval is widened whose n errors are worth only m independent ones. The finite-sample
 * correction of conformal prediction is that of n; what it lacks is taken from Student's interval for one
 * more observation, whose mean and spread come from m others.
 * @param probability - of the interval's bound, above 0 and below 1
 * @param independent - m, taken as two where it is less
 * @param count - n
 * @returns a factor of at least 1
 */
export function widening(probability: number, independent: number, count: number): number {
  const m = Math.max(LEAST, independent);
  if (m >= count) return 1;
  const square = squaredNormalQuantile(Math.min(probability, 1 - probability));
  return student(square, m) / student(square, count);
}

/**
 * The bound of Student's interval over that with mean and spread known, √(1 + 1/m) t_m(p) / z(p); t_m by
 * its expansion in 1/m (Abramowitz & Stegun 26.7.5, four terms).
 * @param square - z(p)²
 */
function student(square: number, m: number): number {
  const first = (square + 1) / 4;
  const second = ((5 * square + 16) * square + 3) / 96;
  const third = (((3 * square + 19) * square + 17) * square - 15) / 384;
  return Math.sqrt(1 + 1 / m) * (1 + (first + (second + third / m) / m) / m);
}

/** z² of the standard normal quantile z, for a probability up to 1/2 (Abramowitz & Stegun 26.2.23). */
function squaredNormalQuantile(probability: number): number {
  const t = Math.sqrt(-2 * log(probability));
  const above = (0.010328 * t + 0.802853) * t + 2.515517;
  const below = ((0.001308 * t + 0.189269) * t + 1.432788) * t + 1;
  const z = t - above / below;
  return z * z;
}
