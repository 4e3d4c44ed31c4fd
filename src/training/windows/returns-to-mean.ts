/** Returns to the mean in units of √blocks, from which on a series is believed to come back. */
const RETURNS = 1.1;
/** Fewer blocks than this show nothing. */
const FEWEST_BLOCKS = 4;

/**
 * Whether a series comes back to its long-run mean, so that how far it stands from it says something of
 * where it goes. Where it trends, that distance is one never seen before, and a forecast by it is an
 * extrapolation. Counted are the crossings of the mean by means of blocks: a random walk of n blocks
 * crosses about √n times or less, whatever its length (Feller 1968, chapter III).
 *
 * @param values - of the training part, NaN is missing
 * @param block - rows of a block: at least a season and a horizon
 */
export function returnsToMean(values: Float64Array, block: number): boolean {
  const means = blockMeans(values, block);
  if (means.length < FEWEST_BLOCKS) return false;
  const mean = means.reduce((sum, each) => sum + each, 0) / means.length;
  let crossings = 0;
  for (let i = 1; i < means.length; i++) {
    if (means[i]! > mean !== means[i - 1]! > mean) crossings++;
  }
  return crossings >= RETURNS * Math.sqrt(means.length);
}

/** Means of whole blocks up to the newest row; blocks without a value are left out. */
function blockMeans(values: Float64Array, block: number): number[] {
  const means: number[] = [];
  for (let start = values.length % block; start + block <= values.length; start += block) {
    let sum = 0;
    let count = 0;
    for (let row = start; row < start + block; row++) {
      if (Number.isNaN(values[row]!)) continue;
      sum += values[row]!;
      count++;
    }
    if (count > 0) means.push(sum / count);
  }
  return means;
}
