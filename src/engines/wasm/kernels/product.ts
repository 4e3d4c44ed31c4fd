// Matrix products in register tiles of 4 rows by 8 columns. Every element of a result is summed in
// ascending order of the inner index with one accumulator, so it does not depend on the tile it fell in.

import { storeColumns } from './tile';

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
  for (let j: usize = 0; j < n; j += 8) {
    const from = start ? start + (j << 2) : 0;
    const columns = min<usize>(8, n - j);
    panelProduct(
      c + (j << 2),
      n << 2,
      columns,
      from,
      startBytes,
      0,
      0,
      0,
      a,
      k << 2,
      segments,
      segmentBytes,
      packed,
      m,
    );
    packed += segments * (k << 5);
  }
}

/**
 * C = bias + X W + A B, W and B packed, in one pass over C; without the last product where a is 0.
 * // x: (m, inputs), w: (inputs, n), a: (m, k), packed: (k, n), c: (m, n); m is a multiple of 4
 */
export function twoProducts(
  c: usize,
  bias: usize, // (n)
  x: usize,
  w: usize,
  inputs: usize,
  a: usize,
  packed: usize,
  k: usize,
  m: usize,
  n: usize,
): void {
  for (let j: usize = 0; j < n << 2; j += 32) {
    const columns = min<usize>(8, n - (j >> 2));
    panelProduct(
      c + j,
      n << 2,
      columns,
      bias + j,
      0,
      x,
      inputs << 2,
      w,
      a,
      a ? k << 2 : 0,
      1,
      0,
      packed,
      m,
    );
    w += inputs << 5;
    packed += k << 5;
  }
}

/** The columns of C that one panel of W, if there is one, and one of B make, tile by tile. */
function panelProduct(
  c: usize,
  cBytes: usize, // from row to row, as startBytes and aBytes
  columns: usize,
  start: usize,
  startBytes: usize,
  x: usize,
  xBytes: usize, // 0 without W
  w: usize,
  a: usize,
  aBytes: usize,
  segments: usize,
  segmentBytes: usize,
  panel: usize,
  m: usize,
): void {
  for (; m > 0; m -= 4, x += xBytes << 2, a += aBytes << 2) {
    let c00 = f32x4.splat(0);
    let c01 = c00,
      c10 = c00,
      c11 = c00,
      c20 = c00,
      c21 = c00,
      c30 = c00,
      c31 = c00;
    if (start) {
      c00 = v128.load(start);
      c01 = v128.load(start, 16);
      start += startBytes;
      c10 = v128.load(start);
      c11 = v128.load(start, 16);
      start += startBytes;
      c20 = v128.load(start);
      c21 = v128.load(start, 16);
      start += startBytes;
      c30 = v128.load(start);
      c31 = v128.load(start, 16);
      start += startBytes;
    }
    // The same loop twice, for X W and for A B: one that changes its operands on the way is 4 % slower.
    let b = w;
    let x0 = x,
      x1 = x0 + xBytes,
      x2 = x1 + xBytes,
      x3 = x2 + xBytes;
    for (const xEnd = x1; x0 < xEnd; x0 += 4) {
      const b0 = v128.load(b),
        b1 = v128.load(b, 16);
      let v = v128.load32_splat(x0);
      c00 = f32x4.add(c00, f32x4.mul(v, b0));
      c01 = f32x4.add(c01, f32x4.mul(v, b1));
      v = v128.load32_splat(x1);
      c10 = f32x4.add(c10, f32x4.mul(v, b0));
      c11 = f32x4.add(c11, f32x4.mul(v, b1));
      v = v128.load32_splat(x2);
      c20 = f32x4.add(c20, f32x4.mul(v, b0));
      c21 = f32x4.add(c21, f32x4.mul(v, b1));
      v = v128.load32_splat(x3);
      c30 = f32x4.add(c30, f32x4.mul(v, b0));
      c31 = f32x4.add(c31, f32x4.mul(v, b1));
      x1 += 4;
      x2 += 4;
      x3 += 4;
      b += 32;
    }

    b = panel;
    let first = a;
    for (let segment: usize = 0; segment < segments; segment++) {
      let a0 = first,
        a1 = a0 + aBytes,
        a2 = a1 + aBytes,
        a3 = a2 + aBytes;
      // One step of k a turn: V8 unrolls as far as the registers allow, more by hand makes it spill them.
      for (const end = a1; a0 < end; a0 += 4) {
        const b0 = v128.load(b),
          b1 = v128.load(b, 16);
        let x = v128.load32_splat(a0);
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
      first += segmentBytes;
    }
    storeColumns(c, c00, c01, columns);
    c += cBytes;
    storeColumns(c, c10, c11, columns);
    c += cBytes;
    storeColumns(c, c20, c21, columns);
    c += cBytes;
    storeColumns(c, c30, c31, columns);
    c += cBytes;
  }
}
