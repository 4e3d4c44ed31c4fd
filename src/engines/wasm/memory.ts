import { totalmem } from 'node:os';
import { usageError } from '../../errors.js';
import { type Operand, plus, times } from './operand.js';
import { roundUp } from './shards.js';

const PAGE_BYTES = 65536;
/** WebAssembly addresses have 32 bits; the last page stays free so that no read runs past the end. */
const MOST_BYTES = 65536 * PAGE_BYTES - PAGE_BYTES;
/** Below this address lie the constants of the kernels. */
const FIRST_FREE = 16384;
/** Kernels read, and masks are written, up to one vector pair beyond the end of an array. */
const SLACK_BYTES = 64;

/** Hands out addresses one after the other; nothing is ever given back. */
export interface Allocator {
  /** An address for this many numbers, aligned to a cache line. */
  take(numbers: number): number;
  /** Bytes handed out so far. */
  readonly bytes: number;
}

export function createAllocator(first = FIRST_FREE): Allocator {
  let next = first;
  return {
    take(numbers) {
      const address = next;
      next += Math.ceil((numbers * 4 + SLACK_BYTES) / 64) * 64;
      return address;
    },
    get bytes() {
      return next;
    },
  };
}

/** Hands out a shard's arrays, at addresses relative to the arena of the thread that runs the shard. */
export interface Arena {
  /** An array of so many numbers a row. */
  perRow(numbers: number): Operand;
  /** An array of so many numbers, however many rows there are. */
  fixed(numbers: number): Operand;
  readonly bytes: number;
}

export function createArena(mostRows: number): Arena {
  const allocator = createAllocator(0);
  const fixed = (numbers: number) => plus(times('arena'), allocator.take(numbers));
  return {
    perRow: (numbers) => fixed(numbers * roundUp(mostRows)),
    fixed,
    get bytes() {
      return allocator.bytes;
    },
  };
}

/** What the machine, or the container, has in all; more than that ends in a kill without a word. */
const machineBytes = () => Math.min(totalmem(), process.constrainedMemory?.() || totalmem());

/**
 * Shared memory of this size.
 * @param present - bytes of memory that there are
 * @throws UserError (exit 2) when it is more than WebAssembly can address or the machine has.
 */
export function createMemory(
  bytes: number,
  what: string,
  present = machineBytes(),
): WebAssembly.Memory {
  const hint = 'choose fewer hidden units, a smaller batch or a shorter lookback';
  const size = `${(bytes / 1e9).toFixed(bytes < 1e10 ? 1 : 0)} GB`;
  if (!(bytes <= MOST_BYTES)) {
    throw usageError(`${what} would need ${size} of memory; the engine can use 4 GB`, hint);
  }
  if (bytes > present) {
    const has = `${(present / 1e9).toFixed(1)} GB`;
    throw usageError(`${what} needs ${size} of memory, and this machine has ${has}`, hint);
  }
  const pages = Math.ceil(bytes / PAGE_BYTES) + 1;
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw usageError(`${what} needs ${size} of memory, which this machine does not give`, hint);
  }
}
