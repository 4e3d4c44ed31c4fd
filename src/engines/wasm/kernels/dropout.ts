// Masks of inverted dropout from a counter: an element's fate is a hash of (seed, step, node, element),
// so it does not depend on which thread, shard or order computes it.

/**
 * mask = 1 / (1 - rate) with probability 1 - rate, else 0; all ones when dropout is switched off.
 * control: four u32 { active, seed low, seed high, step }.
 * // mask: (positions, rows, width), with room for three numbers beyond its end
 */
export function dropoutMask(
  mask: usize,
  control: usize,
  node: u32,
  rate: f32,
  firstRow: usize,
  rows: usize,
  positions: usize,
  width: usize,
): void {
  const active = load<u32>(control) != 0;
  const kept = f32x4.splat(active ? 1 / (1 - rate) : 1);
  const threshold = i32x4.splat(active ? <u32>(<f64>rate * 4294967296.0) : 0);
  const key = scramble(
    load<u32>(control, 4) ^
      scramble(load<u32>(control, 8) ^ scramble(load<u32>(control, 12) ^ scramble(node))),
  );
  const lanes = i32x4(0, 1, 2, 3);
  for (let p: usize = 0; p < positions; p++) {
    for (let row: usize = 0; row < rows; row++) {
      const element = ((firstRow + row) * positions + p) * width;
      // The last quad may run into the next row, which is written after it.
      for (let i: usize = 0; i < width; i += 4) {
        const index = i32x4.add(i32x4.splat(<i32>(element + i)), lanes);
        const draw = scrambleLanes(v128.xor(scrambleLanes(index), i32x4.splat(key)));
        v128.store(mask + (i << 2), v128.and(kept, i32x4.ge_u(draw, threshold)));
      }
      mask += width << 2;
    }
  }
}

/** A bijection of 32 bits that avalanches well (the lowbias32 constants of Wellons 2018). */
function scramble(x: u32): u32 {
  x = (x ^ (x >> 16)) * 0x7feb352d;
  x = (x ^ (x >> 15)) * 0x846ca68b;
  return x ^ (x >> 16);
}

function scrambleLanes(x: v128): v128 {
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), i32x4.splat(0x7feb352d));
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 15)), i32x4.splat(0x846ca68b));
  return v128.xor(x, i32x4.shr_u(x, 16));
}
