import { exp } from '../../elementary.js';

/**
 * Largest distance between the empirical distributions of two samples, and the chance of one as large
 * when both are of one distribution (Kolmogorov's limit with Stephens' 1970 correction).
 *
 * @param independent - share of the values that count as independent; neighbours in time are alike
 */
export function kolmogorovSmirnov(
  a: Float64Array,
  b: Float64Array,
  independent = 1,
): { readonly distance: number; readonly pValue: number } {
  const [x, y] = [a.slice().sort(), b.slice().sort()];
  let distance = 0;
  let i = 0;
  let j = 0;
  while (i < x.length && j < y.length) {
    const value = Math.min(x[i]!, y[j]!);
    while (i < x.length && x[i]! <= value) i++;
    while (j < y.length && y[j]! <= value) j++;
    distance = Math.max(distance, Math.abs(i / x.length - j / y.length));
  }
  const size = Math.sqrt((independent * x.length * y.length) / (x.length + y.length));
  return { distance, pValue: kolmogorovTail((size + 0.12 + 0.11 / size) * distance) };
}

/** P(K > x) = 2 Σ (-1)^(k-1) exp(-2 k² x²). */
function kolmogorovTail(x: number): number {
  // The series converges slowly near 0, where the answer is 1 to nine digits.
  if (x < 0.2) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k++) sum += (k % 2 === 1 ? 2 : -2) * exp(-2 * k * k * x * x);
  return Math.min(1, Math.max(0, sum));
}

/**
 * Earth mover's distance between two samples in standard deviations of the first: the area between
 * their empirical distributions. Infinity when the first is constant and the second differs.
 */
export function normedWasserstein(reference: Float64Array, other: Float64Array): number {
  const [x, y] = [reference.slice().sort(), other.slice().sort()];
  const points = Float64Array.from([...x, ...y]).sort();
  let area = 0;
  let i = 0;
  let j = 0;
  for (let k = 0; k + 1 < points.length; k++) {
    while (i < x.length && x[i]! <= points[k]!) i++;
    while (j < y.length && y[j]! <= points[k]!) j++;
    area += Math.abs(i / x.length - j / y.length) * (points[k + 1]! - points[k]!);
  }
  return area === 0 ? 0 : area / standardDeviation(x);
}

function standardDeviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return Math.sqrt(squares / values.length);
}
