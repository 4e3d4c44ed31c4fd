import { type DataCheck, firstTrouble, known } from './check.js';

/** Blocks of history that a verdict needs, and how many robust deviations are a shift. */
const LEAST_BLOCKS = 8;
const SHIFT = 8;
/** Makes the median absolute deviation of normal values their standard deviation. */
const NORMAL = 1.4826;

/**
 * A change of unit, a new sensor, a regime: the mean of the recent rows has moved from that of as many
 * rows before by far more than such blocks usually move. Comparing moves lets trends and walks be.
 */
export const level: DataCheck = {
  name: 'level',
  summary: 'the recent rows have moved to another level',
  severity: 'warn',
  look: ({ panel, recent }) =>
    firstTrouble(panel, ({ values }) => {
      const means = blockMeans(values, recent);
      if (means.length < LEAST_BLOCKS) return null;
      const moves = means.slice(1).map((mean, i) => mean - means[i]!);
      const now = moves.pop()!;
      const usual = median(moves);
      const spread = NORMAL * median(moves.map((move) => Math.abs(move - usual)));
      if (Math.abs(now - usual) <= SHIFT * spread || now === usual) return null;
      const [from, to] = means.slice(-2).map((mean) => Number(mean.toPrecision(4)));
      return `the mean of the last ${recent} rows is ${to}, of the ${recent} before ${from}`;
    }),
};

/** Means of whole blocks, the last of which ends the series; blocks without a value are left out. */
function blockMeans(values: Float64Array, size: number): number[] {
  const means: number[] = [];
  for (let start = values.length % size; start < values.length; start += size) {
    const block = known(values.subarray(start, start + size));
    if (block.length > 0) means.push(block.reduce((sum, value) => sum + value, 0) / block.length);
  }
  return means;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
