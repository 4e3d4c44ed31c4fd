/** Orders of a seasonal ARIMA (p, d, q)(P, D, Q) with the season in rows; 1 is "no season". */
export interface ArimaOrder {
  readonly p: number;
  readonly d: number;
  readonly q: number;
  readonly P: number;
  readonly D: number;
  readonly Q: number;
  readonly season: number;
}

/** Both sides of φ(B) w = θ(B) ε as coefficients of w[t-1], w[t-2] … and of ε[t-1], ε[t-2] …. */
export interface ArmaCoefficients {
  readonly ar: Float64Array;
  readonly ma: Float64Array;
}

/** Numbers that describe the ARMA part of an order. */
export const armaParameters = ({ p, q, P, Q }: ArimaOrder) => p + q + P + Q;

/**
 * Coefficients from unconstrained numbers, in the order p, q, P, Q: each group goes to partial
 * autocorrelations x / √(1 + x²) and by the recursion of Monahan (1984) to a stationary (or invertible)
 * polynomial; seasonal ones are multiplied in.
 */
export function armaCoefficients(order: ArimaOrder, free: Float64Array): ArmaCoefficients {
  const { p, q, P, Q, season } = order;
  const ar = stationary(free.subarray(0, p));
  const ma = stationary(free.subarray(p, p + q));
  const seasonalAr = stationary(free.subarray(p + q, p + q + P));
  const seasonalMa = stationary(free.subarray(p + q + P, p + q + P + Q));
  return {
    ar: multiplied(ar, seasonalAr, season, -1),
    ma: multiplied(
      ma.map((x) => -x),
      seasonalMa.map((x) => -x),
      season,
      1,
    ),
  };
}

/** Coefficients of a stationary autoregression from unconstrained numbers. */
function stationary(free: Float64Array): Float64Array {
  let coefficients = new Float64Array(0);
  for (const [k, x] of free.entries()) {
    const partial = x / Math.sqrt(1 + x * x);
    const next = new Float64Array(k + 1);
    for (let i = 0; i < k; i++) next[i] = coefficients[i]! - partial * coefficients[k - 1 - i]!;
    next[k] = partial;
    coefficients = next;
  }
  return coefficients;
}

/** Coefficients of (1 + s Σ a B^i)(1 + s Σ b B^(i season)) without its 1, divided by the sign s. */
function multiplied(a: Float64Array, b: Float64Array, season: number, sign: 1 | -1): Float64Array {
  const product = new Float64Array(a.length + b.length * season);
  product.set(a);
  for (const [j, seasonal] of b.entries()) {
    const at = (j + 1) * season;
    product[at - 1]! += seasonal;
    for (const [i, own] of a.entries()) product[at + i]! += sign * seasonal * own;
  }
  return product;
}

/**
 * Whether 1 - Σ a B^i has all its roots further out than `radius`: the recursion of Levinson backwards,
 * whose partial autocorrelations are then all below 1.
 */
export function rootsOutside(coefficients: Float64Array, radius: number): boolean {
  let power = 1;
  let current: Float64Array = coefficients.map((a) => {
    power *= radius;
    return a * power;
  });
  while (current.length > 0) {
    const k = current.length - 1;
    const partial = current[k]!;
    if (!(Math.abs(partial) < 1)) return false;
    const left = 1 - partial * partial;
    const whole = current;
    current = whole.subarray(0, k).map((a, i) => (a + partial * whole[k - 1 - i]!) / left);
  }
  return true;
}

/** Coefficients of (1 - B)^d (1 - B^season)^D, the first of them 1. */
export function differencePolynomial({ d, D, season }: ArimaOrder): Float64Array {
  let polynomial = Float64Array.of(1);
  const times = (lag: number) => {
    const next = new Float64Array(polynomial.length + lag);
    next.set(polynomial);
    for (const [i, c] of polynomial.entries()) next[i + lag]! -= c;
    polynomial = next;
  };
  for (let i = 0; i < d; i++) times(1);
  for (let i = 0; i < D; i++) times(season);
  return polynomial;
}

/** Values filtered by a polynomial; NaN where one of them is missing. // (rows) -> (rows - degree) */
export function filtered(polynomial: Float64Array, values: Float64Array): Float64Array {
  const degree = polynomial.length - 1;
  return Float64Array.from({ length: Math.max(0, values.length - degree) }, (_, t) => {
    let sum = 0;
    for (let k = 0; k <= degree; k++) {
      if (polynomial[k] !== 0) sum += polynomial[k]! * values[t + degree - k]!;
    }
    return sum;
  });
}

/** Undoes `filtered` after the last value: the series that continues `values` with these differences. */
export function integrated(
  polynomial: Float64Array,
  values: Float64Array,
  differences: Float64Array,
): Float64Array {
  const rows = values.length;
  const all = new Float64Array(rows + differences.length);
  all.set(values);
  for (const [h, difference] of differences.entries()) {
    let next = difference;
    for (let k = 1; k < polynomial.length; k++) {
      if (polynomial[k] !== 0) next -= polynomial[k]! * all[rows + h - k]!;
    }
    all[rows + h] = next;
  }
  return all.subarray(rows);
}
