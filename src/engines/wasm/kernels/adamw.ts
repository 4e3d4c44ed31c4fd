// The optimizer's step over the flat weights, in chunks whose size never depends on the threads.

/**
 * Adds the shards' gradients in ascending order into the first one and gives the chunk's sum of squares.
 * // gradients: (shards, …) with shardBytes from shard to shard, squares: one f64
 */
export function sumGradients(
  gradients: usize,
  shardBytes: usize,
  shards: usize,
  squares: usize,
  count: usize,
): void {
  let even = f64x2.splat(0),
    odd = even;
  for (let end = gradients + (count << 2); gradients < end; gradients += 16) {
    let sum = v128.load(gradients);
    for (let shard: usize = 1; shard < shards; shard++) {
      sum = f32x4.add(sum, v128.load(gradients + shard * shardBytes));
    }
    v128.store(gradients, sum);
    const low = f64x2.promote_low_f32x4(sum);
    const high = f64x2.promote_low_f32x4(v128.shuffle<f32>(sum, sum, 2, 3, 2, 3));
    even = f64x2.add(even, f64x2.mul(low, low));
    odd = f64x2.add(odd, f64x2.mul(high, high));
  }
  const sum = f64x2.add(even, odd);
  store<f64>(squares, f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
}

const BETA_1: f32 = 0.9;
const BETA_2: f32 = 0.999;
const EPSILON: f32 = 1e-8;

/**
 * AdamW (Loshchilov & Hutter 2019, algorithm 2), fused with the clipping of the gradient:
 *   m' = β1 m + (1 - β1) g          v' = β2 v + (1 - β2) g²
 *   w' = w - η (m'/(1 - β1^t) / (√(v'/(1 - β2^t)) + ε) + λ d w)
 * settings: f32 { gradient scale, η, λ, 1 / (1 - β1^t), 1 / (1 - β2^t) }; d is 1 for a weight of a
 * matrix and 0 for a bias.
 */
export function adamw(
  weights: usize,
  gradient: usize,
  first: usize,
  second: usize,
  decays: usize,
  settings: usize,
  count: usize,
): void {
  const scale = v128.load32_splat(settings),
    rate = v128.load32_splat(settings, 4);
  const decay = v128.load32_splat(settings, 8);
  const correct1 = v128.load32_splat(settings, 12),
    correct2 = v128.load32_splat(settings, 16);
  const beta1 = f32x4.splat(BETA_1),
    beta2 = f32x4.splat(BETA_2);
  const rest1 = f32x4.splat(1 - BETA_1),
    rest2 = f32x4.splat(1 - BETA_2);
  for (let i: usize = 0; i < count << 2; i += 16) {
    const g = f32x4.mul(v128.load(gradient + i), scale);
    const m = f32x4.add(f32x4.mul(beta1, v128.load(first + i)), f32x4.mul(rest1, g));
    const v = f32x4.add(f32x4.mul(beta2, v128.load(second + i)), f32x4.mul(rest2, f32x4.mul(g, g)));
    v128.store(first + i, m);
    v128.store(second + i, v);
    const w = v128.load(weights + i);
    const root = f32x4.sqrt(f32x4.mul(v, correct2));
    const step = f32x4.div(f32x4.mul(m, correct1), f32x4.add(root, f32x4.splat(EPSILON)));
    const shrink = f32x4.mul(f32x4.mul(decay, v128.load(decays + i)), w);
    v128.store(weights + i, f32x4.sub(w, f32x4.mul(rate, f32x4.add(step, shrink))));
  }
}
