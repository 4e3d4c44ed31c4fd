import type { NetworkSpec } from '../../networks/spec.js';
import type { Shape } from './nodes/node-kind.js';
import { positionsOf } from './nodes/shape.js';
import { inputShapes, ownerOf, type Parameter } from './parameters.js';
import { mostShards } from './shards.js';

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
  const perRow = spec.nodes.reduce((sum, node) => {
    const positions = Math.max(1, ...inputShapes(node, shapes).map(positionsOf));
    const own = parameters.filter((parameter) => parameter.node === ownerOf(node));
    return sum + own.reduce((product, { size }) => product + size * positions, 0);
  }, 0);
  if (perRow * options.batchSize < WORTH_SHARING) return 1;
  return Math.max(1, Math.min(Math.floor(options.threads), mostShards(options.batchSize)));
}
