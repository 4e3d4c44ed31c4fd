import { describe, expect, it } from 'vitest';
import { frameOf, mostShards, rowsPerShard, shardCount } from '../../../src/engines/wasm/shards.js';

const sizes = Array.from({ length: 700 }, (_, i) => i + 1);
const places = { arenas: 0, arenaBytes: 0, gradients: 0, gradientBytes: 0, parameterCount: 1 };

describe('shards', () => {
  it('hold every row of a batch exactly once, in order', () => {
    for (const size of sizes) {
      let next = 0;
      for (let task = 0; task < shardCount(size); task++) {
        const { firstRow, present, rows } = frameOf(places, 0, size, task);
        expect(firstRow).toBe(next);
        expect(present).toBeGreaterThan(0);
        expect(rows % 4).toBe(0);
        expect(rows - present).toBeLessThan(4);
        next += present;
      }
      expect(next).toBe(size);
    }
  });

  it('of any smaller batch fit where the largest batch was planned for', () => {
    for (const largest of sizes) {
      const smaller = sizes.slice(0, largest);
      expect(Math.max(...smaller.map(shardCount))).toBeLessThanOrEqual(mostShards(largest));
      expect(Math.max(...smaller.map(rowsPerShard))).toBeLessThanOrEqual(rowsPerShard(largest));
    }
  });
});
