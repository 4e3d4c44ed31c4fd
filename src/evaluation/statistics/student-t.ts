/**
 * P(|T| > |t|) of Student's t distribution with a whole number of degrees of freedom: the regularised
 * incomplete beta function I_x(ν/2, 1/2) at x = ν / (ν + t²) (Abramowitz & Stegun 26.7.1), by the
 * continued fraction 26.5.8. Whole ν make every power a product, so no transcendental function is used.
 */
export function studentTwoSided(t: number, degrees: number): number {
  if (Number.isNaN(t)) return Number.NaN;
  const square = t * t;
  if (!Number.isFinite(square)) return 0;
  const x = degrees / (degrees + square);
  const a = degrees / 2;
  const b = 0.5;
  // x^a (1 - x)^b / B(a, b), symmetric under x -> 1 - x together with a <-> b.
  const front =
    (halfPower(x, degrees) * Math.sqrt(square / (degrees + square))) / betaHalf(degrees);
  // The fraction converges fast below the mean of the beta distribution; above it, by reflection.
  if (x < (a + 1) / (a + b + 2)) return (front * betaFraction(x, a, b)) / a;
  return 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/** x^(power / 2). */
function halfPower(x: number, power: number): number {
  let result = power % 2 === 1 ? Math.sqrt(x) : 1;
  let square = x;
  for (let rest = Math.floor(power / 2); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}

/** B(degrees / 2, 1 / 2), from B(1/2, 1/2) = π and B(1, 1/2) = 2 by B(a + 1, b) = B(a, b) a / (a + b). */
function betaHalf(degrees: number): number {
  const odd = degrees % 2 === 1;
  let beta = odd ? Math.PI : 2;
  for (let a = odd ? 0.5 : 1; a < degrees / 2; a++) beta *= a / (a + 0.5);
  return beta;
}

/** The continued fraction of the incomplete beta function by Lentz's method (Thompson & Barnett 1986). */
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 1000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return fraction;
}
