/** A column of so many rows, row by row in order. */
export function rowsOf(rows: number, at: (row: number) => number): Float64Array {
  // A plain loop: Float64Array.from goes through an iterator and takes several times as long.
  const values = new Float64Array(rows);
  for (let row = 0; row < rows; row++) values[row] = at(row);
  return values;
}
