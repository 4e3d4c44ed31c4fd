import { countLines } from '../bytes/blocks.js';
import type { Dialect } from '../dialect/dialect.js';
import { createGuardedReader } from './guarded-rows.js';
import { createPlainReader, isPlain, readTextBlock } from './plain-rows.js';
import type { RowSink } from './row-sink.js';

const LF = 10;

/**
 * Cuts blocks of whole lines into rows, by the quickest way that the dialect and each row allow.
 * @param skip lines before the first row
 */
export async function readRows(
  blocks: AsyncIterable<Buffer>,
  dialect: Dialect,
  skip: number,
  sink: RowSink,
): Promise<void> {
  const plain = isPlain(dialect) ? createPlainReader(dialect, sink) : null;
  const lines = dialect.blanks || dialect.delimiter === '';
  const guarded = createGuardedReader(dialect, sink);
  let left = skip;
  let begun: Buffer = Buffer.alloc(0); // a row that goes on in the next block
  for await (const whole of blocks) {
    let block = left > 0 ? withoutLines(whole, left) : whole;
    if (left > 0) left = Math.max(0, left - countLines(whole));
    if (lines) {
      readTextBlock(block, dialect, sink);
      continue;
    }
    if (plain && !guarded.started) {
      if (begun.length > 0) block = Buffer.concat([begun, block]);
      block = block.subarray(plain.read(block));
      begun = block.subarray(plain.waits ? 0 : block.length);
    }
    if (block.length > 0 && begun.length === 0 && !sink.ended) await guarded.push(block);
    if (sink.ended) break;
  }
  if (begun.length > 0) await guarded.push(begun);
  await guarded.end();
}

function withoutLines(block: Buffer, count: number): Buffer {
  let start = 0;
  for (let skipped = 0; skipped < count; skipped++) {
    const at = block.indexOf(LF, start);
    if (at < 0) return block.subarray(block.length);
    start = at + 1;
  }
  return block.subarray(start);
}
