import type { Frame } from './operand.js';

const ROWS_PER_SHARD = 16;
const MOST_SHARDS = 16;

/** Numbers of the flat weights that one task of the optimizer handles. */
export const CHUNK = 16384;

/** Rounds up to a multiple of four, the width of a vector. */
export function roundUp(count: number): number {
  return Math.ceil(count / 4) * 4;
}

/**
 * How many shards a batch is cut into. It depends on nothing but the batch's size, so the order in
 * which gradients are added, and with it every bit of the result, is the same for any number of threads.
 */
export function shardCount(batchSize: number): number {
  return Math.ceil(batchSize / rowsPerShard(batchSize));
}

/** The most shards that a batch up to this size can have: a slightly smaller batch may have more. */
export function mostShards(batchSize: number): number {
  const whenSmall = shardCount(Math.min(batchSize, ROWS_PER_SHARD));
  return Math.min(MOST_SHARDS, Math.max(whenSmall, Math.ceil(batchSize / ROWS_PER_SHARD)));
}

/**
 * Rows of every shard but the last, a multiple of four. A small batch is cut in half, so that two
 * threads can share it; more than that the products would lose more than threads gain.
 */
export function rowsPerShard(batchSize: number): number {
  const rows = batchSize <= ROWS_PER_SHARD ? ROWS_PER_SHARD / 2 : ROWS_PER_SHARD;
  return roundUp(Math.max(rows, batchSize / MOST_SHARDS));
}

/** Where a network's programs find their memory; sent to every thread. */
export interface Places {
  readonly arenas: number;
  readonly arenaBytes: number;
  readonly gradients: number;
  readonly gradientBytes: number;
  readonly parameterCount: number;
}

/** The frame of one task, run by one thread, on a batch of this size. */
export function frameOf(places: Places, thread: number, batchSize: number, task: number): Frame {
  const firstRow = task * rowsPerShard(batchSize);
  const present = Math.max(0, Math.min(rowsPerShard(batchSize), batchSize - firstRow));
  return {
    arena: places.arenas + thread * places.arenaBytes,
    gradient: places.gradients + task * places.gradientBytes,
    rows: roundUp(present),
    present,
    firstRow,
    task,
    chunk: Math.min(CHUNK, roundUp(places.parameterCount) - task * CHUNK),
    shards: shardCount(batchSize),
  };
}
