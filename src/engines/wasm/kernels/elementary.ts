// Elementary functions of four numbers at a time. Made of + - * / and bit operations only, in a fixed
// order and without fused multiply-add, so that every machine gives the same bits.

// Coefficients are read from memory: written in the code, a vector constant costs V8 three instructions
// at each use, a load one. Over many numbers they are read once, before the loop.

/** c4 u⁴ + c3 u³ + c2 u² + c1 u + c0 by Horner's scheme. */
function quartic(u: v128, c0: v128, c1: v128, c2: v128, c3: v128, c4: v128): v128 {
  return horner(u, horner(u, horner(u, horner(u, c4, c3), c2), c1), c0);
}

function horner(u: v128, sum: v128, next: v128): v128 {
  return f32x4.add(f32x4.mul(u, sum), next);
}

/** x, held between two limits; NaN stays. */
function between(x: v128, least: v128, most: v128): v128 {
  return f32x4.pmax(f32x4.pmin(x, most), least);
}

const TANH: usize = memory.data<f32>([
  0.999999988442,
  0.134132298536,
  3.53400391552e-3,
  2.1250560783e-5,
  1.42683489569e-8, // P
  1,
  0.46746552705,
  2.60226709197e-2,
  3.34882273029e-4,
  8.14480869936e-7, // Q
  -8.5,
  8.5,
]);

/**
 * tanh x ≈ x P(x²) / Q(x²), the minimax rational of degree (4, 4) in x² for |x| <= 8.5: relative
 * error of the rational itself 1.2e-8, in f32 arithmetic below 4e-7. Beyond 8.5 it stays at tanh 8.5.
 */
function tanhBy(
  x: v128,
  p0: v128,
  p1: v128,
  p2: v128,
  p3: v128,
  p4: v128,
  q0: v128,
  q1: v128,
  q2: v128,
  q3: v128,
  q4: v128,
  least: v128,
  most: v128,
): v128 {
  const v = between(x, least, most);
  const u = f32x4.mul(v, v);
  const p = quartic(u, p0, p1, p2, p3, p4);
  const q = quartic(u, q0, q1, q2, q3, q4);
  return f32x4.div(f32x4.mul(v, p), q);
}

/** tanh of four numbers. */
export function tanh(x: v128): v128 {
  return tanhBy(
    x,
    v128.load32_splat(TANH, 0),
    v128.load32_splat(TANH, 4),
    v128.load32_splat(TANH, 8),
    v128.load32_splat(TANH, 12),
    v128.load32_splat(TANH, 16),
    v128.load32_splat(TANH, 20),
    v128.load32_splat(TANH, 24),
    v128.load32_splat(TANH, 28),
    v128.load32_splat(TANH, 32),
    v128.load32_splat(TANH, 36),
    v128.load32_splat(TANH, 40),
    v128.load32_splat(TANH, 44),
  );
}

/** y = tanh x over `count` numbers, a multiple of four. */
export function applyTanh(y: usize, x: usize, count: usize): void {
  const p0 = v128.load32_splat(TANH, 0);
  const p1 = v128.load32_splat(TANH, 4);
  const p2 = v128.load32_splat(TANH, 8);
  const p3 = v128.load32_splat(TANH, 12);
  const p4 = v128.load32_splat(TANH, 16);
  const q0 = v128.load32_splat(TANH, 20);
  const q1 = v128.load32_splat(TANH, 24);
  const q2 = v128.load32_splat(TANH, 28);
  const q3 = v128.load32_splat(TANH, 32);
  const q4 = v128.load32_splat(TANH, 36);
  const least = v128.load32_splat(TANH, 40);
  const most = v128.load32_splat(TANH, 44);
  for (let i: usize = 0; i < count << 2; i += 16) {
    const v = v128.load(x + i);
    v128.store(y + i, tanhBy(v, p0, p1, p2, p3, p4, q0, q1, q2, q3, q4, least, most));
  }
}

const SIGMOID: usize = memory.data<f32>([
  0.249999840073,
  8.07103897385e-3,
  4.59195485351e-5,
  4.41815717259e-8, // P
  1,
  0.115616902173,
  1.48524507534e-3,
  3.70362226745e-6,
  9.46845328557e-10, // Q
  -16,
  16,
  0.5,
]);

/**
 * y = σ(x) over `count` numbers, a multiple of four.
 * σ(x) ≈ 1/2 + x P(x²) / Q(x²), of degree (3, 4) in x² for |x| <= 16: absolute error of the rational
 * itself 6.5e-8, in f32 arithmetic below 3e-7. Beyond 16 it stays at σ(16).
 */
export function applySigmoid(y: usize, x: usize, count: usize): void {
  const p0 = v128.load32_splat(SIGMOID, 0);
  const p1 = v128.load32_splat(SIGMOID, 4);
  const p2 = v128.load32_splat(SIGMOID, 8);
  const p3 = v128.load32_splat(SIGMOID, 12);
  const q0 = v128.load32_splat(SIGMOID, 16);
  const q1 = v128.load32_splat(SIGMOID, 20);
  const q2 = v128.load32_splat(SIGMOID, 24);
  const q3 = v128.load32_splat(SIGMOID, 28);
  const q4 = v128.load32_splat(SIGMOID, 32);
  const least = v128.load32_splat(SIGMOID, 36);
  const most = v128.load32_splat(SIGMOID, 40);
  const half = v128.load32_splat(SIGMOID, 44);
  for (let i: usize = 0; i < count << 2; i += 16) {
    const v = between(v128.load(x + i), least, most);
    const u = f32x4.mul(v, v);
    const p = horner(u, horner(u, horner(u, p3, p2), p1), p0);
    const q = quartic(u, q0, q1, q2, q3, q4);
    v128.store(y + i, f32x4.add(half, f32x4.div(f32x4.mul(v, p), q)));
  }
}

/**
 * e^x = 2^k e^r with |r| <= ln 2 / 2 (Cody & Waite 1980), e^r by its Taylor polynomial of degree 7;
 * relative error below 3e-7. x is held between -87 and 88, where the result is a normal number.
 */
export function exp(x: v128): v128 {
  x = f32x4.pmax(f32x4.pmin(x, f32x4.splat(88)), f32x4.splat(-87));
  const k = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504089)));
  // ln 2 in two parts; the high one has 9 bits, so that k times it is exact.
  let r = f32x4.sub(x, f32x4.mul(k, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(k, f32x4.splat(-2.12194440055e-4)));
  let p = f32x4.add(f32x4.mul(r, f32x4.splat(1.98412698e-4)), f32x4.splat(1.38888889e-3));
  p = f32x4.add(f32x4.mul(r, p), f32x4.splat(8.33333333e-3));
  p = f32x4.add(f32x4.mul(r, p), f32x4.splat(4.16666667e-2));
  p = f32x4.add(f32x4.mul(r, p), f32x4.splat(0.166666667));
  p = f32x4.add(f32x4.mul(r, p), f32x4.splat(0.5));
  p = f32x4.add(f32x4.mul(r, p), f32x4.splat(1));
  p = f32x4.add(f32x4.mul(r, p), f32x4.splat(1));
  const exponent = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(k), i32x4.splat(127)), 23);
  return f32x4.mul(p, exponent);
}

/** y = e^x over `count` numbers. */
export function applyExp(y: usize, x: usize, count: usize): void {
  for (let i: usize = 0; i < count << 2; i += 16) v128.store(y + i, exp(v128.load(x + i)));
}
