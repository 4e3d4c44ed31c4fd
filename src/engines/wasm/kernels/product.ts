// Matrix products in register tiles of 4 rows by 8 columns. Every element of a result is summed in
// ascending order of the inner index with one accumulator, so it does not depend on the tile it fell in.

/** Stores the first `columns` (1 to 8) of eight numbers. */
function storeColumns(c: usize, low: v128, high: v128, columns: usize): void {
  if (columns >= 4) {
    v128.store(c, low);
    if (columns == 8) {
      v128.store(c, high, 16);
      return;
    }
    low = high;
    c += 16;
    columns -= 4;
  }
  if (columns >= 1) v128.store32_lane(c, low, 0);
  if (columns >= 2) v128.store32_lane(c + 4, low, 1);
  if (columns >= 3) v128.store32_lane(c + 8, low, 2);
}

/**
 * C = start + A B, B packed.
 * A row of A is `segments` pieces of k numbers that lie `segmentBytes` apart; B has segments × k rows.
 * `start` is 0 (zeros), C itself (accumulate) or a row that is repeated (a bias, with startBytes = 0).
 * // a: (m, segments, k), packed: (segments × k, n), c: (m, n); m is a multiple of 4
 */
export function product(
  c: usize,
  start: usize,
  startBytes: usize, // from row to row of start
  a: usize,
  segments: usize,
  segmentBytes: usize,
  packed: usize,
  m: usize,
  k: usize,
  n: usize,
): void {
  const aBytes = k << 2;
  const cBytes = n << 2;
  const panelBytes = segments * (k << 5);
  for (let j: usize = 0; j < n; j += 8, packed += panelBytes) {
    const columns = min<usize>(8, n - j);
    for (let i: usize = 0; i < m; i += 4) {
      let c00 = f32x4.splat(0);
      let c01 = c00,
        c10 = c00,
        c11 = c00,
        c20 = c00,
        c21 = c00,
        c30 = c00,
        c31 = c00;
      if (start) {
        let from = start + i * startBytes + (j << 2);
        c00 = v128.load(from);
        c01 = v128.load(from, 16);
        from += startBytes;
        c10 = v128.load(from);
        c11 = v128.load(from, 16);
        from += startBytes;
        c20 = v128.load(from);
        c21 = v128.load(from, 16);
        from += startBytes;
        c30 = v128.load(from);
        c31 = v128.load(from, 16);
      }
      let b = packed;
      let a0 = a + i * aBytes;
      for (let segment: usize = 0; segment < segments; segment++) {
        let a1 = a0 + aBytes,
          a2 = a1 + aBytes,
          a3 = a2 + aBytes;
        for (let end = a0 + aBytes, p = a0; p < end; p += 4) {
          const b0 = v128.load(b),
            b1 = v128.load(b, 16);
          let x = v128.load32_splat(p);
          c00 = f32x4.add(c00, f32x4.mul(x, b0));
          c01 = f32x4.add(c01, f32x4.mul(x, b1));
          x = v128.load32_splat(a1);
          c10 = f32x4.add(c10, f32x4.mul(x, b0));
          c11 = f32x4.add(c11, f32x4.mul(x, b1));
          x = v128.load32_splat(a2);
          c20 = f32x4.add(c20, f32x4.mul(x, b0));
          c21 = f32x4.add(c21, f32x4.mul(x, b1));
          x = v128.load32_splat(a3);
          c30 = f32x4.add(c30, f32x4.mul(x, b0));
          c31 = f32x4.add(c31, f32x4.mul(x, b1));
          a1 += 4;
          a2 += 4;
          a3 += 4;
          b += 32;
        }
        a0 += segmentBytes;
      }
      let to = c + i * cBytes + (j << 2);
      storeColumns(to, c00, c01, columns);
      to += cBytes;
      storeColumns(to, c10, c11, columns);
      to += cBytes;
      storeColumns(to, c20, c21, columns);
      to += cBytes;
      storeColumns(to, c30, c31, columns);
    }
  }
}

/**
 * C += Aᵀ B, the gradient of a weight matrix: the sum over all rows of an outer product.
 * // a: (rows, m), b: (rows, n), c: (m, n) with cBytes from row to row
 */
export function addOuter(
  c: usize,
  cBytes: usize,
  a: usize,
  b: usize,
  rows: usize,
  m: usize,
  n: usize,
): void {
  const aBytes = m << 2;
  const bBytes = n << 2;
  // Blocks of rows small enough that a strip of A and of B stays in the first-level cache.
  for (let first: usize = 0; first < rows; first += 128) {
    const block = min<usize>(128, rows - first);
    for (let j: usize = 0; j < n; j += 8) {
      const columns = min<usize>(8, n - j);
      for (let i: usize = 0; i < m; i += 4) {
        let p = a + first * aBytes + (i << 2);
        let q = b + first * bBytes + (j << 2);
        let c00 = f32x4.splat(0);
        let c01 = c00,
          c10 = c00,
          c11 = c00,
          c20 = c00,
          c21 = c00,
          c30 = c00,
          c31 = c00;
        for (let row: usize = 0; row < block; row++) {
          const b0 = v128.load(q),
            b1 = v128.load(q, 16);
          let x = v128.load32_splat(p);
          c00 = f32x4.add(c00, f32x4.mul(x, b0));
          c01 = f32x4.add(c01, f32x4.mul(x, b1));
          x = v128.load32_splat(p, 4);
          c10 = f32x4.add(c10, f32x4.mul(x, b0));
          c11 = f32x4.add(c11, f32x4.mul(x, b1));
          x = v128.load32_splat(p, 8);
          c20 = f32x4.add(c20, f32x4.mul(x, b0));
          c21 = f32x4.add(c21, f32x4.mul(x, b1));
          x = v128.load32_splat(p, 12);
          c30 = f32x4.add(c30, f32x4.mul(x, b0));
          c31 = f32x4.add(c31, f32x4.mul(x, b1));
          p += aBytes;
          q += bBytes;
        }
        const to = c + i * cBytes + (j << 2);
        addColumnsTo(to, c00, c01, columns);
        if (i + 1 < m) addColumnsTo(to + cBytes, c10, c11, columns);
        if (i + 2 < m) addColumnsTo(to + 2 * cBytes, c20, c21, columns);
        if (i + 3 < m) addColumnsTo(to + 3 * cBytes, c30, c31, columns);
      }
    }
  }
}

function addColumnsTo(c: usize, low: v128, high: v128, columns: usize): void {
  low = f32x4.add(v128.load(c), low);
  high = f32x4.add(v128.load(c, 16), high);
  storeColumns(c, low, high, columns);
}

/** y += the sum over all rows, the gradient of a bias. // x: (rows, n), y: (n) */
export function addRowSums(y: usize, x: usize, rows: usize, n: usize): void {
  const bytes = n << 2;
  for (let j: usize = 0; j < n; j += 8) {
    let low = f32x4.splat(0),
      high = low;
    let p = x + (j << 2);
    for (let row: usize = 0; row < rows; row++, p += bytes) {
      low = f32x4.add(low, v128.load(p));
      high = f32x4.add(high, v128.load(p, 16));
    }
    addColumnsTo(y + (j << 2), low, high, min<usize>(8, n - j));
  }
}
