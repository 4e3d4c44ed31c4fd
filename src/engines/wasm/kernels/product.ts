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
  for (let j: usize = 0; j < n; j += 8) {
    const from = start ? start + (j << 2) : 0;
    const columns = min<usize>(8, n - j);
    panelProduct(
      c + (j << 2),
      n << 2,
      columns,
      from,
      startBytes,
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

/** The columns of C that one panel of B makes, tile by tile. */
function panelProduct(
  c: usize,
  cBytes: usize, // from row to row, as startBytes and aBytes
  columns: usize,
  start: usize,
  startBytes: usize,
  a: usize,
  aBytes: usize,
  segments: usize,
  segmentBytes: usize,
  panel: usize,
  m: usize,
): void {
  for (; m > 0; m -= 4, a += aBytes << 2) {
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
    let b = panel;
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

/** Rows that addOuter sums up at a time: strips of them stay in the first-level cache. */
const BLOCK: usize = 128;

/** Below this many rows of C, copying a strip of B costs more than it saves. */
const WORTH_COPYING: usize = 64;

/**
 * C += Aᵀ B, the gradient of a weight matrix: the sum over all rows of an outer product. Strips are
 * copied together first, because rows that lie a power of two apart push each other out of the cache.
 * // a: (rows, m), b: (rows, n), c: (m, n) with cBytes from row to row, scratch: (128, m + 12)
 */
export function addOuter(
  c: usize,
  cBytes: usize,
  a: usize,
  b: usize,
  rows: usize,
  m: usize,
  n: usize,
  scratch: usize,
): void {
  const copying = m >= WORTH_COPYING;
  const aBytes: usize = copying ? 16 : m << 2;
  const bBytes: usize = copying ? 32 : n << 2;
  const aStrips = scratch + (BLOCK << 5);
  for (let first: usize = 0; first < rows; first += BLOCK) {
    const count = min<usize>(BLOCK, rows - first);
    const aBlock = a + ((first * m) << 2);
    if (copying) {
      for (let i: usize = 0; i < m; i += 4) {
        copyStrip(aStrips + i * (BLOCK << 2), aBlock + (i << 2), m << 2, 16, count);
      }
    }
    for (let j: usize = 0; j < n; j += 8) {
      const bStrip = b + ((first * n + j) << 2);
      if (copying) copyStrip(scratch, bStrip, n << 2, 32, count);
      for (let i: usize = 0; i < m; i += 4) {
        const p = copying ? aStrips + i * (BLOCK << 2) : aBlock + (i << 2);
        const q = copying ? scratch : bStrip;
        const to = c + i * cBytes + (j << 2);
        addOuterTile(
          to,
          cBytes,
          min<usize>(4, m - i),
          min<usize>(8, n - j),
          p,
          aBytes,
          q,
          bBytes,
          count,
        );
      }
    }
  }
}

/** Copies `width` bytes (a multiple of 16) of each of `rows` rows together. */
function copyStrip(to: usize, from: usize, fromBytes: usize, width: usize, rows: usize): void {
  for (let row: usize = 0; row < rows; row++, from += fromBytes, to += width) {
    v128.store(to, v128.load(from));
    if (width == 32) v128.store(to, v128.load(from, 16), 16);
  }
}

function addOuterTile(
  c: usize,
  cBytes: usize,
  rowsOfC: usize, // 1 to 4
  columns: usize, // 1 to 8
  p: usize,
  pBytes: usize,
  q: usize,
  qBytes: usize,
  rows: usize,
): void {
  let c00 = f32x4.splat(0);
  let c01 = c00,
    c10 = c00,
    c11 = c00,
    c20 = c00,
    c21 = c00,
    c30 = c00,
    c31 = c00;
  for (; rows > 0; rows--, p += pBytes, q += qBytes) {
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
  }
  addColumnsTo(c, c00, c01, columns);
  if (rowsOfC > 1) addColumnsTo(c + cBytes, c10, c11, columns);
  if (rowsOfC > 2) addColumnsTo(c + 2 * cBytes, c20, c21, columns);
  if (rowsOfC > 3) addColumnsTo(c + 3 * cBytes, c30, c31, columns);
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
