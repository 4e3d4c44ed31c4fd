/**
 * Elementary functions that give the same bits on every machine. The platform's Math.exp, log, sin …
 * may differ in the last place between builds; these use only + - * / and bit operations, each exactly
 * rounded by IEEE 754, in a fixed order. Errors are below 2 units in the last place unless said.
 */
const LN2_HIGH = 0.6931471803691238; // 33 bits, so that k * LN2_HIGH is exact for every exponent k
const LN2_LOW = 1.9082149292705877e-10;
const LOG2_E = Math.LOG2E;
const SQRT_HALF = Math.SQRT1_2;

// pi / 2 in three parts of 33 bits (Cody & Waite 1980), so that k * part is exact for |k| < 2^20.
const HALF_PI_1 = 1.5707963267341256;
const HALF_PI_2 = 6.077100506303966e-11;
const HALF_PI_3 = 2.0222662487959506e-21;
const TWO_OVER_PI = 0.6366197723675814;

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer); // little-endian on every platform that runs WebAssembly

/** 1/1!, 1/2! … 1/20!. */
const inverseFactorials = (() => {
  const table = new Float64Array(21);
  let factorial = 1;
  for (let n = 1; n <= 20; n++) {
    factorial *= n;
    table[n] = 1 / factorial;
  }
  return table;
})();

/** 2^k for -1022 <= k <= 1023. */
function powerOfTwo(k: number): number {
  words[0] = 0;
  words[1] = (k + 1023) << 20;
  return double[0]!;
}

/** e^r - 1 for |r| <= ln 2 / 2 by its Taylor series; the first left-out term is below 2^-56. */
function expm1Reduced(r: number): number {
  let sum = inverseFactorials[14]!;
  for (let n = 13; n >= 2; n--) sum = sum * r + inverseFactorials[n]!;
  return r + r * r * sum;
}

/** e^x. Overflows to Infinity above 709.78, underflows to 0 below -745.13. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.1332191019412) return 0;
  const k = Math.floor(x * LOG2_E + 0.5);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  const y = 1 + expm1Reduced(r);
  // Two factors, because 2^k alone may be out of range where the product is not.
  const half = k >> 1;
  return y * powerOfTwo(half) * powerOfTwo(k - half);
}

/** Natural logarithm; NaN below 0, -Infinity at 0. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  let k = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984; // 2^54 makes a subnormal number normal
    k = -54;
  }
  double[0] = x;
  k += (words[1]! >>> 20) - 1023;
  words[1] = (words[1]! & 0xfffff) | 0x3ff00000;
  let mantissa = double[0]!; // [1, 2)
  if (mantissa > 2 * SQRT_HALF) {
    mantissa *= 0.5;
    k += 1;
  }
  // ln m = 2 artanh(s), s = (m - 1) / (m + 1), |s| < 0.172; written around f so that f itself is exact.
  const f = mantissa - 1;
  const s = f / (mantissa + 1);
  const z = s * s;
  let series = 0;
  for (let n = 23; n >= 3; n -= 2) series = (series + 2 / n) * z;
  const halfSquare = 0.5 * f * f;
  return k * LN2_HIGH - (halfSquare - (s * (halfSquare + series) + k * LN2_LOW) - f);
}

/** sin r for |r| <= pi / 4. */
function sinReduced(r: number): number {
  const z = r * r;
  let sum = 0;
  for (let n = 17; n >= 3; n -= 2) sum = (inverseFactorials[n]! * (n % 4 === 1 ? 1 : -1) + sum) * z;
  return r + r * sum;
}

/** cos r for |r| <= pi / 4. */
function cosReduced(r: number): number {
  const z = r * r;
  let sum = 0;
  for (let n = 18; n >= 4; n -= 2) sum = (inverseFactorials[n]! * (n % 4 === 0 ? 1 : -1) + sum) * z;
  return 1 - (0.5 * z - sum * z);
}

/** sin(x + quarter * pi / 2). */
function sinShifted(x: number, quarter: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  const k = Math.floor(x * TWO_OVER_PI + 0.5);
  const r = x - k * HALF_PI_1 - k * HALF_PI_2 - k * HALF_PI_3;
  const quadrant = (((k + quarter) % 4) + 4) % 4;
  const value = quadrant % 2 === 0 ? sinReduced(r) : cosReduced(r);
  return quadrant < 2 ? value : -value;
}

/** Sine of an angle in radians; absolute error below 2^-52 for |x| < 10^6. */
export const sin = (x: number) => sinShifted(x, 0);

/** Cosine of an angle in radians; absolute error below 2^-52 for |x| < 10^6. */
export const cos = (x: number) => sinShifted(x, 1);

/** Hyperbolic tangent, to 5 units in the last place. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (size > 20) return x > 0 ? 1 : -1;
  if (size < 0.17) {
    const growth = expm1Reduced(2 * x);
    return growth / (growth + 2);
  }
  const decay = exp(-2 * size);
  const value = (1 - decay) / (1 + decay);
  return x < 0 ? -value : value;
}

/**
 * base^exponent. Whole exponents up to 2^10 by repeated squaring; others as exp(exponent * log base),
 * whose relative error grows with the size of the result's logarithm (about |ln result| * 2^-53).
 */
export function pow(base: number, exponent: number): number {
  if (Number.isInteger(exponent) && Math.abs(exponent) <= 1024) {
    const power = wholePower(base, Math.abs(exponent));
    return exponent < 0 ? 1 / power : power;
  }
  return exp(exponent * log(base));
}

function wholePower(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let rest = exponent; rest > 0; rest >>= 1) {
    if (rest & 1) result *= square;
    square *= square;
  }
  return result;
}
