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

  it('are two from nine rows on, so that two threads can share a small batch', () => {
    expect([1, 8, 9, 16, 17, 32, 33].map(shardCount)).toEqual([1, 1, 2, 2, 2, 2, 3]);
    expect(mostShards(8)).toBe(1);
  });

  it('of any smaller batch fit where the largest batch was planned for', () => {
    for (const largest of sizes) {
      const smaller = sizes.slice(0, largest);
      expect(Math.max(...smaller.map(shardCount))).toBeLessThanOrEqual(mostShards(largest));
      expect(Math.max(...smaller.map(rowsPerShard))).toBeLessThanOrEqual(rowsPerShard(largest));
    }
  });
});
