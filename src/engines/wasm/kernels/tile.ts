// Writing a register tile's rows of eight columns, of which the last ones may not exist.

/** Stores the first `columns` (1 to 8) of eight numbers. */
export function storeColumns(c: usize, low: v128, high: v128, columns: usize): void {
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

/** Adds the first `columns` (1 to 8) of eight numbers. */
export function addColumns(c: usize, low: v128, high: v128, columns: usize): void {
  low = f32x4.add(v128.load(c), low);
  high = f32x4.add(v128.load(c, 16), high);
  storeColumns(c, low, high, columns);
}
