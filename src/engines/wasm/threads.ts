import type { NetworkSpec } from '../../networks/spec.js';
import type { Shape } from './nodes/node-kind.js';
import type { Parameter } from './parameters.js';
import { mostShards } from './shards.js';
import { forwardWork } from './work.js';

/** Below this many multiplications a batch, handing out work costs more than it gains. */
const WORTH_SHARING = 500_000;

/**
 * How many threads a network uses at most: no more than there are shards, and one when the work of a
 * batch is small or the platform has no shared memory. The results are the same for any number.
 */
export function threadsFor(
  spec: NetworkSpec,
  shapes: ReadonlyMap<string, Shape>,
  parameters: readonly Parameter[],
  options: { batchSize: number; threads: number },
): number {
  if (typeof SharedArrayBuffer === 'undefined') return 1;
  const perRow = forwardWork(spec, shapes, parameters);
  if (perRow * options.batchSize < WORTH_SHARING) return 1;
  return Math.max(1, Math.min(Math.floor(options.threads), mostShards(options.batchSize)));
}
