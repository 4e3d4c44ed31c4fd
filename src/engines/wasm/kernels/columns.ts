// Moving values between layouts. Outside, a batch is batch-major: (batch, positions, width); inside, a
// shard's value is (positions, rows, width), so that one position (a time step) is one contiguous slab.

/**
 * Brings a shard's rows in from the batch; rows beyond `present` are padding and become zero.
 * // batch: (batch, positions, width), y: (positions, rows, width)
 */
export function loadRows(
  y: usize,
  batch: usize,
  firstRow: usize,
  present: usize,
  rows: usize,
  positions: usize,
  width: usize,
): void {
  const bytes = width << 2;
  const from = batch + firstRow * positions * bytes;
  for (let p: usize = 0; p < positions; p++) {
    for (let row: usize = 0; row < rows; row++, y += bytes) {
      if (row < present) memory.copy(y, from + (row * positions + p) * bytes, bytes);
      else memory.fill(y, 0, bytes);
    }
  }
}

/** The opposite of loadRows, without the padding rows. */
export function storeRows(
  batch: usize,
  y: usize,
  firstRow: usize,
  present: usize,
  rows: usize,
  positions: usize,
  width: usize,
): void {
  const bytes = width << 2;
  const to = batch + firstRow * positions * bytes;
  for (let p: usize = 0; p < positions; p++) {
    for (let row: usize = 0; row < present; row++) {
      memory.copy(to + (row * positions + p) * bytes, y + (p * rows + row) * bytes, bytes);
    }
  }
}

/** y[:, 0:width] = x[:, 0:width]; widths of whole rows in numbers. // x: (rows, xWidth), y: (rows, yWidth) */
export function copyColumns(
  y: usize,
  yWidth: usize,
  x: usize,
  xWidth: usize,
  rows: usize,
  width: usize,
): void {
  for (let row: usize = 0; row < rows; row++) {
    memory.copy(y, x, width << 2);
    y += yWidth << 2;
    x += xWidth << 2;
  }
}

/** y[:, 0:width] += x[:, 0:width] */
export function addColumns(
  y: usize,
  yWidth: usize,
  x: usize,
  xWidth: usize,
  rows: usize,
  width: usize,
): void {
  for (let row: usize = 0; row < rows; row++) {
    for (let i: usize = 0; i < width << 2; i += 4)
      store<f32>(y + i, load<f32>(y + i) + load<f32>(x + i));
    y += yWidth << 2;
    x += xWidth << 2;
  }
}

/**
 * y (+)= x under another shape: each row's numbers in the same order, cut into other positions.
 * // x: (xPositions, rows, xWidth), y: (…, rows, yWidth)
 */
export function reshape(
  y: usize,
  yWidth: usize,
  x: usize,
  xWidth: usize,
  xPositions: usize,
  rows: usize,
  accumulate: bool,
): void {
  for (let row: usize = 0; row < rows; row++) {
    let to = y + ((row * yWidth) << 2);
    let column: usize = 0;
    for (let p: usize = 0; p < xPositions; p++) {
      const from = x + (((p * rows + row) * xWidth) << 2);
      for (let i: usize = 0; i < xWidth << 2; i += 4) {
        store<f32>(to, accumulate ? load<f32>(to) + load<f32>(from + i) : load<f32>(from + i));
        to += 4;
        if (++column == yWidth) {
          column = 0;
          to += ((rows - 1) * yWidth) << 2;
        }
      }
    }
  }
}

/** y (+)= x with its axes exchanged. // x: (a, rows, b), y: (b, rows, a) */
export function transpose(
  y: usize,
  x: usize,
  rows: usize,
  a: usize,
  b: usize,
  accumulate: bool,
): void {
  for (let i: usize = 0; i < a; i++) {
    for (let row: usize = 0; row < rows; row++) {
      for (let j: usize = 0; j < b; j++, x += 4) {
        const to = y + (((j * rows + row) * a + i) << 2);
        store<f32>(to, accumulate ? load<f32>(to) + load<f32>(x) : load<f32>(x));
      }
    }
  }
}
