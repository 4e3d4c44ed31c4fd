import { describe, expect, it } from 'vitest';
import { openShard } from '../../../src/cli/shards/open-shard.js';

const run = { version: '0.0.0', command: 'forecast' };
const shard = { index: 1, count: 2 };

describe('flags beside --shard', () => {
  it.each([
    [{ shard, fitted: 'past.csv' }, '--fitted: the parts'],
    [{ shard, output: 'out.json' }, '--shard: a part is written as CSV, not as json'],
    [{ shard, resume: true }, '--resume: without --output nothing is kept'],
    [{ resume: true }, '--resume is for --shard'],
  ])('%j is refused', async (flags, message) => {
    await expect(openShard(run, ['-'], flags)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(message),
    });
  });

  it.each([{ watch: false }, { quiet: true }, { threads: 1 }, { output: 'out.csv' }])(
    '%j makes no other run',
    async (flags) => {
      expect(await openShard(run, ['-'], { shard, ...flags })).toHaveProperty('known.settings', {});
      const other = await openShard(run, ['-'], { shard, ...flags, horizon: 3 });
      expect(other).toHaveProperty('known.settings', { horizon: '3' });
    },
  );
});
