import { exp } from '../../elementary.js';

const SQRT_TWO_PI = 2.5066282746310002;

/** P(Z > z) of the standard normal distribution, to 12 digits or better. */
export function normalUpperTail(z: number): number {
  if (z < 0) return 1 - normalUpperTail(-z);
  const density = exp(-0.5 * z * z) / SQRT_TWO_PI;
  return z < 4 ? 0.5 - density * centralSeries(z) : density * tailFraction(z);
}

/** z + z³/3 + z⁵/(3·5) + … (Marsaglia 2004). */
function centralSeries(z: number): number {
  let term = z;
  let sum = z;
  for (let n = 3; term > sum * 1e-17; n += 2) {
    term *= (z * z) / n;
    sum += term;
  }
  return sum;
}

/** Mills' ratio 1/(z + 1/(z + 2/(z + 3/…))) (Abramowitz & Stegun 26.2.14), from the inside out. */
function tailFraction(z: number): number {
  let fraction = z;
  for (let n = 60; n >= 1; n--) fraction = z + n / fraction;
  return 1 / fraction;
}
