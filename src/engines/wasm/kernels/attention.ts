// Scaled dot-product attention by heads (Vaswani et al. 2017, eq. 1), for each row of the batch:
//   S = Q Kᵀ / √d   P = softmax S by rows   O = P V
// A head is d neighbouring columns. // q, k, v, o: (steps, rows, heads × d)
// Each head's matrices are first copied together; `padded` is steps rounded up to a multiple of four, and
// the steps beyond are zero.
import { exp } from './elementary';
import { addOuter } from './outer';
import { pack, packTransposed } from './pack';
import { product } from './product';

/** Copies one head of one row together. // from: (steps, …), stepBytes apart; to: (padded, d) */
function gather(
  to: usize,
  from: usize,
  stepBytes: usize,
  steps: usize,
  padded: usize,
  d: usize,
): void {
  const bytes = d << 2;
  for (let step: usize = 0; step < steps; step++) {
    memory.copy(to + step * bytes, from + step * stepBytes, bytes);
  }
  memory.fill(to + steps * bytes, 0, (padded - steps) * bytes);
}

/** The opposite of gather, adding. */
function scatterAdd(to: usize, from: usize, stepBytes: usize, steps: usize, d: usize): void {
  for (let step: usize = 0; step < steps; step++, to += stepBytes) {
    for (let i: usize = 0; i < d << 2; i += 4, from += 4) {
      store<f32>(to + i, load<f32>(to + i) + load<f32>(from));
    }
  }
}

function sumOfLanes(v: v128): f32 {
  const pairs = f32x4.add(v, v128.shuffle<f32>(v, v, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}

/** Turns a row of scores into weights that sum to one; those beyond `steps` become zero. */
function softmax(p: usize, scale: f32, steps: usize, padded: usize): void {
  let top = load<f32>(p);
  for (let i: usize = 4; i < steps << 2; i += 4) top = max(top, load<f32>(p + i));
  const most = f32x4.splat(top),
    factor = f32x4.splat(scale);
  for (let i: usize = 0; i < padded << 2; i += 16) {
    v128.store(p + i, exp(f32x4.mul(factor, f32x4.sub(v128.load(p + i), most))));
  }
  for (let i = steps << 2; i < padded << 2; i += 4) store<f32>(p + i, 0);
  let sum = f32x4.splat(0);
  for (let i: usize = 0; i < padded << 2; i += 16) sum = f32x4.add(sum, v128.load(p + i));
  const share = f32x4.splat(1 / sumOfLanes(sum));
  for (let i: usize = 0; i < padded << 2; i += 16)
    v128.store(p + i, f32x4.mul(v128.load(p + i), share));
}

/** dS = P ⊙ (dP - Σ P ⊙ dP) / √d for one row of scores, in place of dP. */
function softmaxBackward(dp: usize, p: usize, scale: f32, padded: usize): void {
  let sum = f32x4.splat(0);
  for (let i: usize = 0; i < padded << 2; i += 16) {
    sum = f32x4.add(sum, f32x4.mul(v128.load(p + i), v128.load(dp + i)));
  }
  const total = f32x4.splat(sumOfLanes(sum)),
    factor = f32x4.splat(scale);
  for (let i: usize = 0; i < padded << 2; i += 16) {
    const centred = f32x4.sub(v128.load(dp + i), total);
    v128.store(dp + i, f32x4.mul(factor, f32x4.mul(v128.load(p + i), centred)));
  }
}

export function attentionForward(
  o: usize,
  weights: usize, // P: (rows, heads, padded, padded)
  q: usize,
  k: usize,
  v: usize,
  scratch: usize, // (2, padded, d rounded up to a multiple of eight)
  steps: usize,
  padded: usize,
  rows: usize,
  heads: usize,
  d: usize,
): void {
  const bytes = d << 2;
  const stepBytes = rows * heads * bytes;
  const pBytes = padded << 2;
  const scale: f32 = 1 / sqrt<f32>(<f32>d);
  const own = scratch,
    packed = own + padded * (((d + 7) & ~7) << 2);
  let p = weights;
  for (let at: usize = 0; at < stepBytes; at += bytes, p += padded * pBytes) {
    gather(own, k + at, stepBytes, steps, padded, d);
    packTransposed(packed, own, d, padded, d);
    gather(own, q + at, stepBytes, steps, padded, d);
    product(p, 0, 0, own, 1, 0, packed, padded, d, padded);
    for (let i: usize = 0; i < padded; i++) softmax(p + i * pBytes, scale, steps, padded);
    gather(own, v + at, stepBytes, steps, padded, d);
    pack(packed, own, padded, d, d);
    product(own, 0, 0, p, 1, 0, packed, padded, padded, d);
    for (let step: usize = 0; step < steps; step++) {
      memory.copy(o + at + step * stepBytes, own + step * bytes, bytes);
    }
  }
}

/** dV += Pᵀ dO;  dP = dO Vᵀ;  dQ += dS K;  dK += dSᵀ Q. Each of dq, dk, dv may be 0: not wanted. */
export function attentionBackward(
  dq: usize,
  dk: usize,
  dv: usize,
  dOutput: usize,
  weights: usize,
  q: usize,
  k: usize,
  v: usize,
  dScores: usize, // (padded, padded)
  scratch: usize, // (4, padded, d rounded up to a multiple of eight)
  sums: usize, // see addOuter
  steps: usize,
  padded: usize,
  rows: usize,
  heads: usize,
  d: usize,
): void {
  const bytes = d << 2;
  const stepBytes = rows * heads * bytes;
  const pBytes = padded << 2;
  const scale: f32 = 1 / sqrt<f32>(<f32>d);
  const size = padded * (((d + 7) & ~7) << 2);
  const dO = scratch,
    own = dO + size,
    packed = own + size,
    gradient = packed + size;
  let p = weights;
  for (let at: usize = 0; at < stepBytes; at += bytes, p += padded * pBytes) {
    gather(dO, dOutput + at, stepBytes, steps, padded, d);
    gather(own, v + at, stepBytes, steps, padded, d);
    packTransposed(packed, own, d, padded, d);
    product(dScores, 0, 0, dO, 1, 0, packed, padded, d, padded);
    for (let i: usize = 0; i < padded; i++) {
      softmaxBackward(dScores + i * pBytes, p + i * pBytes, scale, padded);
    }
    if (dv) {
      memory.fill(gradient, 0, size);
      addOuter(gradient, bytes, p, dO, padded, padded, d, sums);
      scatterAdd(dv + at, gradient, stepBytes, steps, d);
    }
    if (dq) {
      gather(own, k + at, stepBytes, steps, padded, d);
      pack(packed, own, padded, d, d);
      product(gradient, 0, 0, dScores, 1, 0, packed, padded, padded, d);
      scatterAdd(dq + at, gradient, stepBytes, steps, d);
    }
    if (dk) {
      gather(own, q + at, stepBytes, steps, padded, d);
      memory.fill(gradient, 0, size);
      addOuter(gradient, bytes, dScores, own, padded, padded, d, sums);
      scatterAdd(dk + at, gradient, stepBytes, steps, d);
    }
  }
}
