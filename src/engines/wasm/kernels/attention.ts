// Scaled dot-product attention by heads (Vaswani et al. 2017, eq. 1), for each row of the batch:
//   S = Q Kᵀ / √d   P = softmax S by rows   O = P V
// A head is d neighbouring columns; d is a multiple of four. // q, k, v, o: (steps, rows, heads × d)
import { exp } from './elementary';

/** Numbers from one step's weights to the next one's: steps, rounded up to whole vectors. */
function strideOf(steps: usize): usize {
  return (steps + 3) & ~3;
}

function sumOfLanes(v: v128): f32 {
  const pairs = f32x4.add(v, v128.shuffle<f32>(v, v, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}

function dot(a: usize, b: usize, bytes: usize): f32 {
  let sum = f32x4.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    sum = f32x4.add(sum, f32x4.mul(v128.load(a + i), v128.load(b + i)));
  }
  return sumOfLanes(sum);
}

/** y += factor x */
function addScaled(y: usize, factor: f32, x: usize, bytes: usize): void {
  const f = f32x4.splat(factor);
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(y + i, f32x4.add(v128.load(y + i), f32x4.mul(f, v128.load(x + i))));
  }
}

/** Turns scores into weights that sum to one; the numbers beyond `steps` become zero. */
function softmax(p: usize, steps: usize): void {
  let top = load<f32>(p);
  for (let i: usize = 1; i < steps; i++) top = max(top, load<f32>(p + (i << 2)));
  const most = f32x4.splat(top);
  for (let i: usize = 0; i < steps; i += 4) {
    v128.store(p + (i << 2), exp(f32x4.sub(v128.load(p + (i << 2)), most)));
  }
  for (let i = steps; i < strideOf(steps); i++) store<f32>(p + (i << 2), 0);
  let sum = f32x4.splat(0);
  for (let i: usize = 0; i < steps; i += 4) sum = f32x4.add(sum, v128.load(p + (i << 2)));
  const share = f32x4.splat(1 / sumOfLanes(sum));
  for (let i: usize = 0; i < steps; i += 4) {
    v128.store(p + (i << 2), f32x4.mul(v128.load(p + (i << 2)), share));
  }
}

export function attentionForward(
  o: usize,
  weights: usize, // P: (rows, heads, steps, steps rounded up to whole vectors)
  q: usize,
  k: usize,
  v: usize,
  steps: usize,
  rows: usize,
  heads: usize,
  width: usize, // of a head
): void {
  const bytes = width << 2;
  const stepBytes = rows * heads * bytes; // from a step to the next
  const pBytes = strideOf(steps) << 2;
  const scale: f32 = 1 / sqrt<f32>(<f32>width);
  let p = weights;
  for (let at: usize = 0; at < stepBytes; at += bytes) {
    for (let i: usize = 0; i < steps; i++, p += pBytes) {
      const qi = q + at + i * stepBytes;
      for (let j: usize = 0; j < steps; j++) {
        store<f32>(p + (j << 2), scale * dot(qi, k + at + j * stepBytes, bytes));
      }
      softmax(p, steps);
      const oi = o + at + i * stepBytes;
      memory.fill(oi, 0, bytes);
      for (let j: usize = 0; j < steps; j++) {
        addScaled(oi, load<f32>(p + (j << 2)), v + at + j * stepBytes, bytes);
      }
    }
  }
}

/**
 * dV += Pᵀ dO;  dP = dO Vᵀ;  dS = P ⊙ (dP - (Σ P ⊙ dP by rows)) / √d;  dQ += dS K;  dK += dSᵀ Q.
 * Each of dq, dk, dv may be 0: not wanted.
 */
export function attentionBackward(
  dq: usize,
  dk: usize,
  dv: usize,
  dOutput: usize,
  scores: usize, // room for one step's dP (steps)
  weights: usize,
  q: usize,
  k: usize,
  v: usize,
  steps: usize,
  rows: usize,
  heads: usize,
  width: usize,
): void {
  const bytes = width << 2;
  const stepBytes = rows * heads * bytes;
  const pBytes = strideOf(steps) << 2;
  const scale: f32 = 1 / sqrt<f32>(<f32>width);
  let p = weights;
  for (let at: usize = 0; at < stepBytes; at += bytes) {
    for (let i: usize = 0; i < steps; i++, p += pBytes) {
      const here = at + i * stepBytes;
      let total: f32 = 0;
      for (let j: usize = 0; j < steps; j++) {
        const pij = load<f32>(p + (j << 2));
        const dpij = dot(dOutput + here, v + at + j * stepBytes, bytes);
        store<f32>(scores + (j << 2), dpij);
        total += pij * dpij;
        if (dv) addScaled(dv + at + j * stepBytes, pij, dOutput + here, bytes);
      }
      for (let j: usize = 0; j < steps; j++) {
        const there = at + j * stepBytes;
        const ds = scale * load<f32>(p + (j << 2)) * (load<f32>(scores + (j << 2)) - total);
        if (dq) addScaled(dq + here, ds, k + there, bytes);
        if (dk) addScaled(dk + there, ds, q + here, bytes);
      }
    }
  }
}
