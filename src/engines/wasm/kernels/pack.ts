// The right operand of a product is read in panels of eight columns, in the order of the product's
// inner loop: // (ceil(n / 8), k, 8), columns beyond n are zero.

/** Packs columns of B. // b: (k, n), `stride` numbers from row to row */
export function pack(packed: usize, b: usize, k: usize, n: usize, stride: usize): void {
  for (let j: usize = 0; j < n; j += 8) {
    for (let row: usize = 0; row < k; row++) {
      for (let lane: usize = 0; lane < 8; lane++, packed += 4) {
        store<f32>(packed, j + lane < n ? load<f32>(b + ((row * stride + j + lane) << 2)) : 0);
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
    for (let row: usize = 0; row < k; row++) {
      for (let lane: usize = 0; lane < 8; lane++, packed += 4) {
        store<f32>(packed, j + lane < n ? load<f32>(b + (((j + lane) * stride + row) << 2)) : 0);
      }
    }
  }
}
