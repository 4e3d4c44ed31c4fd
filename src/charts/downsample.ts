/**
 * A long line with at most `most` points that still shows every extreme: each bucket of neighbours
 * keeps its lowest and its highest point, in their order. A bucket with a missing value keeps one,
 * so gaps stay gaps.
 *
 * @param most at least 4
 */
export function downsample(
  x: Float64Array,
  y: Float64Array,
  most: number,
): { x: Float64Array; y: Float64Array } {
  if (x.length <= most) return { x, y };
  // The ends are kept as they are; a bucket may keep three: low, high and a gap.
  const buckets = Math.max(1, Math.floor((most - 2) / 3));
  const kept: number[] = [0];
  const inner = x.length - 2;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = 1 + Math.floor((bucket * inner) / buckets);
    const to = 1 + Math.floor(((bucket + 1) * inner) / buckets);
    kept.push(...extremes(y, from, to));
  }
  kept.push(x.length - 1);
  return { x: Float64Array.from(kept, (i) => x[i]!), y: Float64Array.from(kept, (i) => y[i]!) };
}

/** Indices of the lowest, the highest and the first missing value in [from, to), ascending. */
function extremes(y: Float64Array, from: number, to: number): number[] {
  let low = -1;
  let high = -1;
  let missing = -1;
  for (let index = from; index < to; index++) {
    const value = y[index]!;
    if (Number.isNaN(value)) {
      if (missing < 0) missing = index;
      continue;
    }
    if (low < 0 || value < y[low]!) low = index;
    if (high < 0 || value > y[high]!) high = index;
  }
  const found = new Set([low, high, missing].filter((index) => index >= 0));
  return [...found].sort((a, b) => a - b);
}
