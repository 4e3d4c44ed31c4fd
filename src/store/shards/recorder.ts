import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { disk } from '../disk.js';
import type { ShardFile, ShardFlag } from './sidecar.js';

/** The rows of one series, as they stand in the whole file. */
export interface Block {
  /** Part of the whole file, in order: rows of the first model, of the second. */
  readonly section: number;
  /** Of its series in the input. */
  readonly place: number;
  readonly lines: Iterable<string>;
}

/** What a shard writes into one file. */
export interface Blocks {
  readonly header: string;
  readonly blocks: Iterable<Block>;
}

/** Passes the lines of a file on and keeps book of them. */
export interface Recorder {
  /** To be gone through once. */
  readonly lines: Iterable<string>;
  /** Once that was done. */
  file(): ShardFile;
}

export function recorded(flag: ShardFlag, path: string, { header, blocks }: Blocks): Recorder {
  const hash = createHash('sha256');
  const book: number[] = [];
  let bytes = 0;
  const counted = (line: string) => {
    hash.update(line);
    const size = Buffer.byteLength(line);
    bytes += size;
    return size;
  };
  function* lines(): Generator<string> {
    counted(header);
    yield header;
    for (const block of blocks) {
      let size = 0;
      for (const line of block.lines) {
        size += counted(line);
        yield line;
      }
      if (size > 0) append(book, block, size);
    }
  }
  return {
    lines: lines(),
    file: () => ({
      flag,
      name: basename(path),
      bytes,
      sha256: hash.digest('hex'),
      header: Buffer.byteLength(header),
      blocks: book,
    }),
  };
}

/** Rows of several targets of a series are one block. */
function append(book: number[], { section, place }: Block, size: number): void {
  const end = book.length;
  if (book[end - 3] === section && book[end - 2] === place) book[end - 1]! += size;
  else book.push(section, place, size);
}

/** The book of a file that is one block for all series. */
export async function wholeFile(flag: ShardFlag, path: string): Promise<ShardFile> {
  const contents = await disk.readFile(path);
  const sha256 = createHash('sha256').update(contents).digest('hex');
  const bytes = contents.length;
  return { flag, name: basename(path), bytes, sha256, header: bytes, blocks: [] };
}
