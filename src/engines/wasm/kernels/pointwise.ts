// Element-wise work on arrays whose length is a multiple of four (rows are padded to a multiple of
// four, so every value in the arena is). Lengths are in numbers.

/** y = value */
export function fill(y: usize, value: f32, count: usize): void {
  const v = f32x4.splat(value);
  for (let end = y + (count << 2); y < end; y += 16) v128.store(y, v);
}

/** y += x */
export function add(y: usize, x: usize, count: usize): void {
  for (let i: usize = 0, bytes = count << 2; i < bytes; i += 16) {
    v128.store(y + i, f32x4.add(v128.load(y + i), v128.load(x + i)));
  }
}

/** y = a ⊙ b */
export function multiply(y: usize, a: usize, b: usize, count: usize): void {
  for (let i: usize = 0, bytes = count << 2; i < bytes; i += 16) {
    v128.store(y + i, f32x4.mul(v128.load(a + i), v128.load(b + i)));
  }
}

/** y += a ⊙ b */
export function addProduct(y: usize, a: usize, b: usize, count: usize): void {
  for (let i: usize = 0, bytes = count << 2; i < bytes; i += 16) {
    const product = f32x4.mul(v128.load(a + i), v128.load(b + i));
    v128.store(y + i, f32x4.add(v128.load(y + i), product));
  }
}

/** y = x, `times` times over. // x: (count), y: (times, count) */
export function repeatRows(y: usize, x: usize, count: usize, times: usize): void {
  for (let i: usize = 0; i < times; i++) memory.copy(y + ((i * count) << 2), x, count << 2);
}

/** dx += the sum of dy over its first axis. // dx: (count), dy: (times, count) */
export function sumRepeats(dx: usize, dy: usize, count: usize, times: usize): void {
  for (let i: usize = 0; i < times; i++) add(dx, dy + ((i * count) << 2), count);
}
