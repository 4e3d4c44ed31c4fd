import { Readable } from 'node:stream';
import * as zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readPanel } from '../../../src/data/read-panel.js';
import { dailyCsv } from '../csv-text.js';

/** A zstd frame of one block that is stored as it is (RFC 8878, section 3.1.1). */
function stored(text: string): Buffer {
  const body = Buffer.from(text);
  const header = [0x28, 0xb5, 0x2f, 0xfd, 0x20, body.length];
  const block = (body.length << 3) | 1;
  return Buffer.concat([Buffer.of(...header, block & 255, (block >> 8) & 255, block >> 16), body]);
}

const read = (bytes: Buffer) => readPanel(['-'], { stdin: Readable.from([bytes]) });
const hasZstd = 'createZstdDecompress' in zlib;

const refusal = {
  exitCode: 4,
  message: expect.stringContaining('zstd'),
  hint: expect.stringContaining('Node 22.15'),
};

describe('zstd, known by its first bytes', () => {
  it('is read where this Node can, and else refused with the Node that can', async () => {
    const reading = read(stored(dailyCsv(12)));
    if (!hasZstd) return expect(reading).rejects.toMatchObject(refusal);
    const { panel } = await reading;
    expect(panel.series[0]!.values).toHaveLength(12);
  });

  it('is refused when damaged', async () => {
    const bytes = stored(dailyCsv(12));
    await expect(read(bytes.subarray(0, 60))).rejects.toMatchObject({ exitCode: 4 });
  });
});
