// Sums over rows: the gradients of weight matrices and of biases.
import { addColumns } from './tile';

/** Rows that addOuter sums up at a time: strips of them stay in the first-level cache. */
const BLOCK: usize = 128;

/** Below this many rows of C, copying a strip of B costs more than it saves. */
const WORTH_COPYING: usize = 64;

/** C += Aᵀ B; see addOuters. // a: (rows, m), b: (rows, n), c: (m, n) */
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
  addOuters(c, cBytes, a, b, 0, 1, rows, m, n, scratch);
}

/**
 * C += Aᵀ B, the gradient of a weight matrix: the sum over all rows of an outer product. B is `count`
 * matrices side by side. Strips are copied together first, because rows that lie a power of two apart
 * push each other out of the cache.
 * // a: (rows, m), b: (count, rows, n) with gateBytes from matrix to matrix,
 * // c: (m, count × n) with cBytes from row to row, scratch: (128, m + 12)
 */
export function addOuters(
  c: usize,
  cBytes: usize,
  a: usize,
  b: usize,
  gateBytes: usize,
  count: usize,
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
    const some = min<usize>(BLOCK, rows - first);
    const aBlock = a + ((first * m) << 2);
    if (copying) {
      for (let i: usize = 0; i < m; i += 4) {
        copyStrip(aStrips + i * (BLOCK << 2), aBlock + (i << 2), m << 2, 16, some);
      }
    }
    for (let gate: usize = 0; gate < count; gate++) {
      const cGate = c + ((gate * n) << 2);
      const bBlock = b + gate * gateBytes + ((first * n) << 2);
      for (let j: usize = 0; j < n; j += 8) {
        const bStrip = bBlock + (j << 2);
        if (copying) copyStrip(scratch, bStrip, n << 2, 32, some);
        for (let i: usize = 0; i < m; i += 4) {
          const p = copying ? aStrips + i * (BLOCK << 2) : aBlock + (i << 2);
          const q = copying ? scratch : bStrip;
          const to = cGate + i * cBytes + (j << 2);
          const rowsOfC = min<usize>(4, m - i);
          addOuterTile(to, cBytes, rowsOfC, min<usize>(8, n - j), p, aBytes, q, bBytes, some);
        }
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
  addColumns(c, c00, c01, columns);
  if (rowsOfC > 1) addColumns(c + cBytes, c10, c11, columns);
  if (rowsOfC > 2) addColumns(c + 2 * cBytes, c20, c21, columns);
  if (rowsOfC > 3) addColumns(c + 3 * cBytes, c30, c31, columns);
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
    addColumns(y + (j << 2), low, high, min<usize>(8, n - j));
  }
}
