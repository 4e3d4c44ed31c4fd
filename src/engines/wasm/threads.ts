import { mostShards, rowsPerShard } from './shards.js';

/** Below this many multiplications a batch, handing out work costs more than it gains. */
const WORTH_SHARING = 500_000;

/** Seconds in which any thread gets to run, however busy the machine. */
const LEAST_PATIENCE = 5;

/** Multiplications a second, forward and backward, below which a thread is taken for standing still. */
const SLOWEST = 50_000_000;

/**
 * How many threads a network uses at most: no more than there are shards, and one when the work of a
 * batch is small or the platform has no shared memory. The results are the same for any number.
 *
 * @param perRow - multiplications of a forward pass for one row of a batch
 */
export function threadsFor(
  perRow: number,
  options: { batchSize: number; threads: number },
): number {
  if (typeof SharedArrayBuffer === 'undefined') return 1;
  if (perRow * options.batchSize < WORTH_SHARING) return 1;
  return Math.max(1, Math.min(Math.floor(options.threads), mostShards(options.batchSize)));
}

/** Seconds without a finished task after which a worker is taken for dead. */
export function patienceFor(perRow: number, batchSize: number): number {
  return LEAST_PATIENCE + Math.ceil((3 * perRow * rowsPerShard(batchSize)) / SLOWEST);
}
