// The right operand of a product is read in panels of eight columns, in the order of the product's
// inner loop: // (ceil(n / 8), k, 8), columns beyond n are zero.

/** Packs columns of B. // b: (k, n), `stride` numbers from row to row */
export function pack(packed: usize, b: usize, k: usize, n: usize, stride: usize): void {
  for (let j: usize = 0; j < n; j += 8) {
    let from = b + (j << 2);
    for (let row: usize = 0; row < k; row++, from += stride << 2, packed += 32) {
      if (j + 8 <= n) {
        v128.store(packed, v128.load(from));
        v128.store(packed, v128.load(from, 16), 16);
      } else {
        memory.fill(packed, 0, 32);
        for (let i: usize = 0; i < (n - j) << 2; i += 4)
          store<f32>(packed + i, load<f32>(from + i));
      }
    }
  }
}

/**
 * Packs the transpose of k columns of B, so that the panels run over B's rows.
 * // b: (n, k), `stride` numbers from row to row
 */
export function packTransposed(packed: usize, b: usize, k: usize, n: usize, stride: usize): void {
  for (let j: usize = 0; j < n; j += 8) {
    if (j + 8 > n) memory.fill(packed, 0, k << 5);
    const lanes = min<usize>(8, n - j) << 2;
    let from = b + ((j * stride) << 2);
    for (let lane: usize = 0; lane < lanes; lane += 4, from += stride << 2) {
      for (let row: usize = 0; row < k; row++) {
        store<f32>(packed + (row << 5) + lane, load<f32>(from + (row << 2)));
      }
    }
    packed += k << 5;
  }
}
