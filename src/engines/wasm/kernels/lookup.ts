// Learned vectors that are looked up: one for each category, or one for each step.
import { addRowSums } from './outer';

/** The vector of a category, or 0 when the number is no category's (NaN is none either). */
function vectorOf(table: usize, category: f32, categories: usize, bytes: usize): usize {
  return category >= 0 && category < <f32>categories ? table + <usize>category * bytes : 0;
}

/** y = table[x]. // x: (rows), table: (categories, width), y: (rows, width) */
export function embeddingForward(
  y: usize,
  x: usize,
  table: usize,
  rows: usize,
  categories: usize,
  width: usize,
): void {
  const bytes = width << 2;
  for (let row: usize = 0; row < rows; row++, y += bytes) {
    const vector = vectorOf(table, load<f32>(x + (row << 2)), categories, bytes);
    if (vector) memory.copy(y, vector, bytes);
    else memory.fill(y, 0, bytes);
  }
}

/** dtable[x] += dy */
export function embeddingBackward(
  dtable: usize,
  dy: usize,
  x: usize,
  rows: usize,
  categories: usize,
  width: usize,
): void {
  const bytes = width << 2;
  for (let row: usize = 0; row < rows; row++, dy += bytes) {
    const d = vectorOf(dtable, load<f32>(x + (row << 2)), categories, bytes);
    if (!d) continue;
    for (let i: usize = 0; i < bytes; i += 4)
      store<f32>(d + i, load<f32>(d + i) + load<f32>(dy + i));
  }
}

/** y = x + vectors, a vector for each step. // x, y: (steps, rows, width), vectors: (steps, width) */
export function positionForward(
  y: usize,
  x: usize,
  vectors: usize,
  steps: usize,
  rows: usize,
  width: usize,
): void {
  const bytes = width << 2;
  for (let step: usize = 0; step < steps; step++, vectors += bytes) {
    for (let row: usize = 0; row < rows; row++, x += bytes, y += bytes) {
      for (let i: usize = 0; i < bytes; i += 4) {
        store<f32>(y + i, load<f32>(x + i) + load<f32>(vectors + i));
      }
    }
  }
}

/** dvectors += the sum of dy over rows. */
export function positionBackward(
  dvectors: usize,
  dy: usize,
  steps: usize,
  rows: usize,
  width: usize,
): void {
  for (let step: usize = 0; step < steps; step++) {
    addRowSums(dvectors + ((step * width) << 2), dy + ((step * rows * width) << 2), rows, width);
  }
}
