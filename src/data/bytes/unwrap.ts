import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { dataError } from '../../errors.js';
import type { ReadingLimits } from '../reading.js';
import { through } from './through.js';
import { unzip } from './zip.js';

/** What unpacks to more than this is held to a ratio that honest tables of such a size stay below. */
const LARGE = 256 * 1024 * 1024;
const LARGE_RATIO = 100;

interface Wrapper {
  readonly name: string;
  readonly magic: readonly number[];
  open(file: string, chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
}

const wrappers: readonly Wrapper[] = [
  {
    name: 'gzip',
    magic: [0x1f, 0x8b],
    open: (_file, chunks) => through(chunks, zlib.createGunzip()),
  },
  { name: 'zstd', magic: [0x28, 0xb5, 0x2f, 0xfd], open: openZstd },
  { name: 'zip', magic: [0x50, 0x4b, 0x03, 0x04], open: unzip },
];

/** Whether this Node has zstd: it came with 22.15 and 23.8. */
function openZstd(file: string, chunks: AsyncIterable<Uint8Array>) {
  const make: unknown = Reflect.get(zlib, 'createZstdDecompress');
  if (typeof make !== 'function') {
    throw dataError(
      `${file} is compressed with zstd, which this version of Node cannot read`,
      `decompress it first (zstd -d), or use Node 22.15 or newer`,
    );
  }
  return through(chunks, make() as Transform);
}

/**
 * The bytes inside gzip, zstd or a zip with one file, known by their first bytes whatever the name;
 * anything else as it is. Stops a bomb when the bytes outgrow their source beyond the limit.
 */
export async function* unwrap(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  limits: ReadingLimits,
): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  const head = await readHead(iterator);
  const wrapper = wrappers.find(({ magic }) => magic.every((byte, i) => head[i] === byte));
  const source = counted(head, iterator);
  if (!wrapper) {
    yield* source.chunks;
    return;
  }
  let produced = 0;
  try {
    for await (const chunk of wrapper.open(file, source.chunks)) {
      produced += chunk.length;
      const most = produced > LARGE ? LARGE_RATIO : Number.POSITIVE_INFINITY;
      const ratio = Math.min(most, limits.compressionRatio);
      if (produced > Math.max(source.read(), 1024) * ratio) {
        throw dataError(
          `${file} unpacks to more than ${ratio} times its size`,
          'decompress it yourself if you trust it',
        );
      }
      yield chunk;
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined || !/^(?:Z_|ZSTD_|ERR_)/.test(code)) throw error;
    throw dataError(
      `${file} is damaged ${wrapper.name} (${code})`,
      'fetch or compress the file again',
    );
  }
}

/** At least four bytes, or all there are. */
async function readHead(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let head = Buffer.alloc(0);
  while (head.length < 4) {
    const next = await iterator.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  return head;
}

function counted(head: Uint8Array, rest: AsyncIterator<Uint8Array>) {
  let read = 0;
  async function* chunks() {
    read += head.length;
    if (head.length > 0) yield head;
    try {
      for (;;) {
        const next = await rest.next();
        if (next.done) return;
        read += next.value.length;
        yield next.value;
      }
    } finally {
      await rest.return?.();
    }
  }
  return { chunks: chunks(), read: () => read };
}
