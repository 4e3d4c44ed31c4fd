import { createHash, type Hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { dataError } from '../../errors.js';
import { readProblem } from '../store-problem.js';
import type { FoundShard } from './collect.js';
import type { ShardFile, ShardFlag } from './sidecar.js';

/** Bytes that are read ahead, of all parts together, and of one. */
const AHEAD = 64 * 1024 * 1024;
const MOST_OF_ONE = 1024 * 1024;
const LEAST_OF_ONE = 16 * 1024;

/** A file of a part, read once from its beginning to its end. It is not held open: there may be thousands. */
interface Source {
  readonly part: FoundShard;
  readonly file: ShardFile;
  readonly path: string;
  readonly ahead: number;
  readonly hash: Hash;
  /** Position of the next block among the blocks. */
  next: number;
  /** Bytes that were given out, and those that wait behind them. */
  at: number;
  waiting: Buffer;
}

/**
 * The rows of all parts as one text: the header once, then block by block in the order of the input, as
 * one machine would have written them.
 * @throws UserError (exit 4) where a file is not what its part has written, or headers are unlike
 */
export async function* mergedText(
  parts: readonly FoundShard[],
  flag: ShardFlag,
): AsyncGenerator<string> {
  const ahead = Math.max(LEAST_OF_ONE, Math.min(MOST_OF_ONE, Math.floor(AHEAD / parts.length)));
  const sources = parts.map((part): Source => {
    const file = part.shard.files.find((each) => each.flag === flag)!;
    const path = join(part.folder, file.name);
    const begun = { next: 0, at: 0, waiting: Buffer.alloc(0) };
    return { part, file, path, ahead, hash: createHash('sha256'), ...begun };
  });
  yield await commonHeader(sources);
  const queue = new Queue(sources.filter(({ file }) => file.blocks.length > 0));
  // Blocks end with a line; only pieces of one may end within a character.
  const decoder = new StringDecoder('utf8');
  for (let first = queue.first(); first; first = queue.first()) {
    for await (const piece of bytesOf(first, first.file.blocks[first.next * 3 + 2]!))
      yield decoder.write(piece);
    first.next += 1;
    queue.advance();
  }
  for (const source of sources) requireHash(source);
}

/** The header of the parts that have rows; a part without any knows less of the columns. */
async function commonHeader(sources: readonly Source[]): Promise<string> {
  let common: { readonly text: Buffer; readonly of: Source } | null = null;
  for (const each of sources) {
    const pieces: Buffer[] = [];
    for await (const piece of bytesOf(each, each.file.header)) pieces.push(piece);
    const text = Buffer.concat(pieces);
    const hasRows = each.file.blocks.length > 0;
    if (common && hasRows && common.of.file.blocks.length > 0 && !text.equals(common.text)) {
      throw dataError(
        `the parts are unlike: the first line of ${each.file.name} is not that of ${common.of.file.name}`,
        'run them again with the same settings',
      );
    }
    if (!common || (hasRows && common.of.file.blocks.length === 0)) common = { text, of: each };
  }
  return common?.text.toString('utf8') ?? '';
}

/** The next bytes of a part's file. */
async function* bytesOf(from: Source, count: number): AsyncGenerator<Buffer> {
  for (let left = count; left > 0; ) {
    if (from.waiting.length === 0) from.waiting = await readOn(from);
    const piece = from.waiting.subarray(0, left);
    from.waiting = from.waiting.subarray(piece.length);
    from.hash.update(piece);
    from.at += piece.length;
    left -= piece.length;
    yield piece;
  }
}

async function readOn(from: Source): Promise<Buffer> {
  try {
    const handle = await open(from.path);
    try {
      const { buffer, bytesRead } = await handle.read(
        Buffer.alloc(from.ahead),
        0,
        from.ahead,
        from.at,
      );
      if (bytesRead === 0) throw notAsWritten(from);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw readProblem(from.path, error);
  }
}

function requireHash(each: Source): void {
  if (each.at !== each.file.bytes || each.hash.digest('hex') !== each.file.sha256)
    throw notAsWritten(each);
}

function notAsWritten({ part, file }: Source) {
  const { index, count } = part.shard.shard;
  return dataError(
    `part ${index} of ${count} is damaged: ${file.name} is not as it was written`,
    `run it again with --shard ${index}/${count}`,
  );
}

/** The parts by where their next block belongs: a heap, because there may be thousands. */
class Queue {
  private readonly heap: Source[] = [];

  constructor(parts: readonly Source[]) {
    for (const part of parts) {
      this.heap.push(part);
      this.rise(this.heap.length - 1);
    }
  }

  first(): Source | undefined {
    return this.heap[0];
  }

  /** After the first has gone on by a block. */
  advance(): void {
    const [first] = this.heap;
    if (!first) return;
    if (first.next * 3 < first.file.blocks.length) this.sink();
    else {
      const last = this.heap.pop()!;
      if (this.heap.length > 0) {
        this.heap[0] = last;
        this.sink();
      }
    }
  }

  private rise(at: number): void {
    for (let i = at; i > 0; ) {
      const parent = (i - 1) >> 1;
      if (!isBefore(this.heap[i]!, this.heap[parent]!)) return;
      this.swap(i, parent);
      i = parent;
    }
  }

  private sink(): void {
    const { heap } = this;
    for (let i = 0; ; ) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2])
        if (child < heap.length && isBefore(heap[child]!, heap[least]!)) least = child;
      if (least === i) return;
      this.swap(i, least);
      i = least;
    }
  }

  private swap(a: number, b: number): void {
    [this.heap[a], this.heap[b]] = [this.heap[b]!, this.heap[a]!];
  }
}

function isBefore(a: Source, b: Source): boolean {
  const [x, y] = [a.next * 3, b.next * 3];
  const section = a.file.blocks[x]! - b.file.blocks[y]!;
  return section !== 0 ? section < 0 : a.file.blocks[x + 1]! < b.file.blocks[y + 1]!;
}
