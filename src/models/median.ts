/** Element-wise median of arrays of one length; the mean of the two middle ones for an even number. */
export function elementwiseMedian<T extends Float32Array | Float64Array>(arrays: readonly T[]): T {
  const first = arrays[0]!;
  if (arrays.length === 1) return first;
  const out = first.slice() as T;
  const column = new Float64Array(arrays.length);
  const high = arrays.length >> 1;
  const low = (arrays.length - 1) >> 1;
  for (let i = 0; i < out.length; i++) {
    for (let m = 0; m < arrays.length; m++) column[m] = arrays[m]![i]!;
    column.sort();
    out[i] = (column[low]! + column[high]!) / 2;
  }
  return out;
}
