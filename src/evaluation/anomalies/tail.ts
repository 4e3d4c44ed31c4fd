import { exp, log, pow } from '../../elementary.js';
import { quantile } from './medians.js';

/** Shares of errors beyond which the two points of the tail lie; faults are fewer. */
const NEAR = 0.25;
const FAR = 0.06;
/** A tail falls no faster than a normal one, and no slower than a quarter of an exponential's exponent. */
const FASTEST = 1.5;
const SLOWEST = 0.25;

/** Errors on either side from which on each has a tail of its own. */
const ONE_SIDE = 80;
/** Fewer errors than these beside zeros only are without precedent: each is as odd as three in a row. */
const PRECEDENTS = 4;

/**
 * How unlikely errors are, from the errors themselves: by their rank up to three quarters of their sizes, and
 * from there on by a Weibull tail through two quantiles, so that a few wild errors do not make themselves
 * usual, and one may be rarer than any rank says. Of enough errors each side has a tail of its own.
 *
 * @param errors - in scales; NaN is missing
 * @param none - an error of this size is none: the values are given no finer
 * @returns two-sided p-values; NaN where the error is missing // (rows)
 */
export function tailProbabilities(errors: Float64Array, none: number): Float64Array {
  const known = errors.filter((error) => !Number.isNaN(error));
  const sizes = known.map(Math.abs).sort();
  const tail = quantile(sizes, 1 - NEAR) > none ? usualTail(known, sizes) : rareTail(sizes, none);
  return errors.map((error) => (Number.isNaN(error) ? Number.NaN : tail(error)));
}

type Tail = (error: number) => number;

/** One tail for both sides, or one for each. */
function usualTail(known: Float64Array, sizes: Float64Array): Tail {
  const sides = [1, -1].map((sign) => known.filter((error) => error * sign > 0));
  const [above, below] = sides.map((own) => weibullTail(own.map(Math.abs).sort()));
  if (sides.some((own) => own.length < ONE_SIDE)) return weibullTail(sizes);
  const [over, under] = sides.map((own) => (2 * own.length) / known.length);
  return (error) => Math.min(1, error >= 0 ? over! * above!(error) : under! * below!(error));
}

/** By rank, and beyond three quarters by a Weibull distribution. */
function weibullTail(sorted: Float64Array): Tail {
  const near = quantile(sorted, 1 - NEAR);
  const far = quantile(sorted, 1 - FAR);
  const steep = far > near ? log(log(FAR) / log(NEAR)) / log(far / near) : FASTEST;
  const shape = Math.max(SLOWEST, Math.min(FASTEST, steep));
  return (error) => {
    const size = Math.abs(error);
    if (size <= near) return (sorted.length - smaller(sorted, size)) / sorted.length;
    return exp(log(NEAR) * pow(size / near, shape));
  };
}

/** Where most errors are none, as of counts and states: an exponential tail of those that are some. */
function rareTail(sorted: Float64Array, none: number): Tail {
  const some = sorted.filter((size) => size > none);
  const share = some.length / Math.max(1, sorted.length);
  const middle = quantile(some, 0.5);
  return (error) => {
    const size = Math.abs(error);
    if (size <= none) return 1;
    return some.length < PRECEDENTS
      ? share * share * share
      : share * exp(-log(2) * (size / middle));
  };
}

/** What is rarer is said no finer: a tail is known no further. */
const LEAST = 1e-12;

/** P-values corrected for how many rows were looked at; NaN stays. @see correctionFor */
export function correctedForLooks(probabilities: Float64Array): Float64Array {
  const corrected = correctionFor(probabilities.filter((p) => !Number.isNaN(p)));
  return probabilities.map((p) => (Number.isNaN(p) ? p : corrected(p)));
}

/**
 * What becomes of a p-value where so many rows were looked at: the share of false alarms among all rows at
 * least as odd (Benjamini & Hochberg 1995).
 *
 * @param looks - the p-values of all rows, each for itself; sorted in place // (rows)
 * @returns the corrected p-value of one of them
 */
export function correctionFor(looks: Float64Array): (p: number) => number {
  const sorted = looks.sort();
  const corrected = new Float64Array(sorted.length);
  let least = 1;
  for (let i = sorted.length - 1; i >= 0; i--) {
    least = Math.min(least, (sorted[i]! * sorted.length) / (i + 1));
    corrected[i] = Math.max(least, LEAST);
  }
  return (p) => corrected[smaller(sorted, p)]!;
}

/** How many are smaller. */
function smaller(sizes: Float64Array, size: number): number {
  let low = 0;
  let high = sizes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sizes[middle]! < size) low = middle + 1;
    else high = middle;
  }
  return low;
}
