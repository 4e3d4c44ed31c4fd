import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../../../src/data/bytes/unwrap.js';
import { defaultLimits } from '../../../src/data/limits.js';

const MB = 1024 * 1024;
/** Eight megabytes of one row, at a ratio of about 500: below the limit of small files. */
const member = gzipSync(Buffer.alloc(8 * MB, '2024-01-01,12.5\n'));

/** Bytes that came out, and what ended it. */
async function unpacked(members: number) {
  async function* source() {
    for (let k = 0; k < members; k++) yield member;
  }
  let bytes = 0;
  try {
    for await (const chunk of unwrap('a.csv.gz', source(), defaultLimits)) bytes += chunk.length;
  } catch (error) {
    return { bytes, refusal: (error as Error).message };
  }
  return { bytes, refusal: null };
}

describe('a gzip of a middling ratio', () => {
  it('is read while it is small', async () => {
    expect(await unpacked(4)).toStrictEqual({ bytes: 32 * MB, refusal: null });
  });

  it('is refused as soon as it has grown large, and not when it has filled the memory', async () => {
    const { bytes, refusal } = await unpacked(200);
    expect(refusal).toBe('a.csv.gz unpacks to more than 100 times its size');
    expect(bytes).toBeLessThan(257 * MB);
  });
});
