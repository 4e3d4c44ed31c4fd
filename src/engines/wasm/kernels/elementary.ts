// Elementary functions of four numbers at a time. Made of + - * / and bit operations only, in a fixed
// order and without fused multiply-add, so that every machine gives the same bits.

/**
 * tanh x ≈ x P(x²) / Q(x²), the minimax rational of degree (4, 4) in x² for |x| <= 8.5: relative
 * error of the rational itself 1.2e-8, in f32 arithmetic below 4e-7. Beyond 8.5 it stays at tanh 8.5.
 */
export function tanh(x: v128): v128 {
  x = f32x4.pmax(f32x4.pmin(x, f32x4.splat(8.5)), f32x4.splat(-8.5));
  const u = f32x4.mul(x, x);
  let p = f32x4.add(f32x4.mul(u, f32x4.splat(1.42683489569e-8)), f32x4.splat(2.1250560783e-5));
  let q = f32x4.add(f32x4.mul(u, f32x4.splat(8.14480869936e-7)), f32x4.splat(3.34882273029e-4));
  p = f32x4.add(f32x4.mul(u, p), f32x4.splat(3.53400391552e-3));
  q = f32x4.add(f32x4.mul(u, q), f32x4.splat(2.60226709197e-2));
  p = f32x4.add(f32x4.mul(u, p), f32x4.splat(0.134132298536));
  q = f32x4.add(f32x4.mul(u, q), f32x4.splat(0.46746552705));
  p = f32x4.add(f32x4.mul(u, p), f32x4.splat(0.999999988442));
  q = f32x4.add(f32x4.mul(u, q), f32x4.splat(1));
  return f32x4.div(f32x4.mul(x, p), q);
}

/** σ(x) = (1 + tanh(x / 2)) / 2; absolute error below 3e-7. */
export function sigmoid(x: v128): v128 {
  const half = f32x4.splat(0.5);
  return f32x4.add(half, f32x4.mul(half, tanh(f32x4.mul(half, x))));
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
