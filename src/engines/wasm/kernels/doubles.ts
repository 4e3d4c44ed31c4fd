// Sums of products in double precision, for closed forms. Every element is summed in ascending order of the
// inner index with one accumulator, each product rounded before it is added, as plain loops would.

/**
 * C += Aᵀ [A B], the lower triangle of AᵀA and all of AᵀB. Tiles of 4 by 4 on the diagonal are whole, so
 * that what is above it there has no meaning.
 * // rows: (count, m + n), A and B side by side; c: (m, m + n); m and n multiples of 4
 */
export function addCrossProducts(c: usize, rows: usize, count: usize, m: usize, n: usize): void {
  const width = (m + n) << 3;
  for (let i: usize = 0; i < m; i += 4) {
    const cRow = c + i * width;
    for (let j: usize = 0; j <= i; j += 4) {
      addTile(cRow + (j << 3), width, rows + (i << 3), rows + (j << 3), count);
    }
    for (let j = m; j < m + n; j += 4) {
      addTile(cRow + (j << 3), width, rows + (i << 3), rows + (j << 3), count);
    }
  }
}

/** C += Aᵀ B for four columns of both. // c: (4, 4), a: (count, 4), b: (count, 4), rows `width` bytes apart */
function addTile(c: usize, width: usize, a: usize, b: usize, count: usize): void {
  const c1 = c + width,
    c2 = c1 + width,
    c3 = c2 + width;
  let s00 = v128.load(c),
    s01 = v128.load(c, 16),
    s10 = v128.load(c1),
    s11 = v128.load(c1, 16),
    s20 = v128.load(c2),
    s21 = v128.load(c2, 16),
    s30 = v128.load(c3),
    s31 = v128.load(c3, 16);
  for (const end = a + count * width; a < end; a += width, b += width) {
    const b0 = v128.load(b),
      b1 = v128.load(b, 16);
    let x = v128.load64_splat(a);
    s00 = f64x2.add(s00, f64x2.mul(x, b0));
    s01 = f64x2.add(s01, f64x2.mul(x, b1));
    x = v128.load64_splat(a, 8);
    s10 = f64x2.add(s10, f64x2.mul(x, b0));
    s11 = f64x2.add(s11, f64x2.mul(x, b1));
    x = v128.load64_splat(a, 16);
    s20 = f64x2.add(s20, f64x2.mul(x, b0));
    s21 = f64x2.add(s21, f64x2.mul(x, b1));
    x = v128.load64_splat(a, 24);
    s30 = f64x2.add(s30, f64x2.mul(x, b0));
    s31 = f64x2.add(s31, f64x2.mul(x, b1));
  }
  v128.store(c, s00);
  v128.store(c, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c3, s30);
  v128.store(c3, s31, 16);
}

/**
 * C = Y - A B with the leading k columns of A.
 * // y: (m, n), a: (m, aWidth), b: (k, n), c: (m, n); m and n multiples of 4
 */
export function subtractProduct(
  c: usize,
  y: usize,
  a: usize,
  aWidth: usize,
  b: usize,
  m: usize,
  k: usize,
  n: usize,
): void {
  const width = n << 3;
  const aBytes = aWidth << 3;
  for (let i: usize = 0; i < m; i += 4) {
    for (let j: usize = 0; j < width; j += 32) {
      subtractTile(c + i * width + j, y + i * width + j, width, a + i * aBytes, aBytes, b + j, k);
    }
  }
}

function subtractTile(
  c: usize,
  y: usize,
  width: usize,
  a: usize,
  aBytes: usize,
  b: usize,
  k: usize,
): void {
  const y1 = y + width,
    y2 = y1 + width,
    y3 = y2 + width;
  let s00 = v128.load(y),
    s01 = v128.load(y, 16),
    s10 = v128.load(y1),
    s11 = v128.load(y1, 16),
    s20 = v128.load(y2),
    s21 = v128.load(y2, 16),
    s30 = v128.load(y3),
    s31 = v128.load(y3, 16);
  let a1 = a + aBytes,
    a2 = a1 + aBytes,
    a3 = a2 + aBytes;
  for (const end = a + (k << 3); a < end; a += 8, b += width) {
    const b0 = v128.load(b),
      b1 = v128.load(b, 16);
    let x = v128.load64_splat(a);
    s00 = f64x2.sub(s00, f64x2.mul(x, b0));
    s01 = f64x2.sub(s01, f64x2.mul(x, b1));
    x = v128.load64_splat(a1);
    s10 = f64x2.sub(s10, f64x2.mul(x, b0));
    s11 = f64x2.sub(s11, f64x2.mul(x, b1));
    x = v128.load64_splat(a2);
    s20 = f64x2.sub(s20, f64x2.mul(x, b0));
    s21 = f64x2.sub(s21, f64x2.mul(x, b1));
    x = v128.load64_splat(a3);
    s30 = f64x2.sub(s30, f64x2.mul(x, b0));
    s31 = f64x2.sub(s31, f64x2.mul(x, b1));
    a1 += 8;
    a2 += 8;
    a3 += 8;
  }
  const c1 = c + width,
    c2 = c1 + width,
    c3 = c2 + width;
  v128.store(c, s00);
  v128.store(c, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c3, s30);
  v128.store(c3, s31, 16);
}
