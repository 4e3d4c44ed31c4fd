// Elementary functions of four numbers at a time. Made of + - * / and bit operations only, in a fixed
// order and without fused multiply-add, so that every machine gives the same bits.

// Coefficients are read from memory: written in the code, a vector constant costs V8 three instructions
// at each use, a load one.

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
export function tanh(x: v128): v128 {
  x = f32x4.pmax(f32x4.pmin(x, v128.load32_splat(TANH, 44)), v128.load32_splat(TANH, 40));
  const u = f32x4.mul(x, x);
  let p = f32x4.add(f32x4.mul(u, v128.load32_splat(TANH, 16)), v128.load32_splat(TANH, 12));
  let q = f32x4.add(f32x4.mul(u, v128.load32_splat(TANH, 36)), v128.load32_splat(TANH, 32));
  p = f32x4.add(f32x4.mul(u, p), v128.load32_splat(TANH, 8));
  q = f32x4.add(f32x4.mul(u, q), v128.load32_splat(TANH, 28));
  p = f32x4.add(f32x4.mul(u, p), v128.load32_splat(TANH, 4));
  q = f32x4.add(f32x4.mul(u, q), v128.load32_splat(TANH, 24));
  p = f32x4.add(f32x4.mul(u, p), v128.load32_splat(TANH));
  q = f32x4.add(f32x4.mul(u, q), v128.load32_splat(TANH, 20));
  return f32x4.div(f32x4.mul(x, p), q);
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
 * σ(x) ≈ 1/2 + x P(x²) / Q(x²), of degree (3, 4) in x² for |x| <= 16: absolute error of the rational
 * itself 6.5e-8, in f32 arithmetic below 3e-7. Beyond 16 it stays at σ(16).
 */
export function sigmoid(x: v128): v128 {
  x = f32x4.pmax(f32x4.pmin(x, v128.load32_splat(SIGMOID, 40)), v128.load32_splat(SIGMOID, 36));
  const u = f32x4.mul(x, x);
  let p = f32x4.add(f32x4.mul(u, v128.load32_splat(SIGMOID, 12)), v128.load32_splat(SIGMOID, 8));
  let q = f32x4.add(f32x4.mul(u, v128.load32_splat(SIGMOID, 32)), v128.load32_splat(SIGMOID, 28));
  p = f32x4.add(f32x4.mul(u, p), v128.load32_splat(SIGMOID, 4));
  q = f32x4.add(f32x4.mul(u, q), v128.load32_splat(SIGMOID, 24));
  p = f32x4.add(f32x4.mul(u, p), v128.load32_splat(SIGMOID));
  q = f32x4.add(f32x4.mul(u, q), v128.load32_splat(SIGMOID, 20));
  q = f32x4.add(f32x4.mul(u, q), v128.load32_splat(SIGMOID, 16));
  return f32x4.add(v128.load32_splat(SIGMOID, 44), f32x4.div(f32x4.mul(x, p), q));
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

/** y = tanh x over `count` numbers, a multiple of four; for the tests of the error bounds. */
export function applyTanh(y: usize, x: usize, count: usize): void {
  for (let i: usize = 0; i < count << 2; i += 16) v128.store(y + i, tanh(v128.load(x + i)));
}

/** y = σ(x) over `count` numbers. */
export function applySigmoid(y: usize, x: usize, count: usize): void {
  for (let i: usize = 0; i < count << 2; i += 16) v128.store(y + i, sigmoid(v128.load(x + i)));
}

/** y = e^x over `count` numbers. */
export function applyExp(y: usize, x: usize, count: usize): void {
  for (let i: usize = 0; i < count << 2; i += 16) v128.store(y + i, exp(v128.load(x + i)));
}
