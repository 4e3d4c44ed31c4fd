import { dataError } from '../../errors.js';
import type { ReadingLimits } from '../reading.js';

const LF = 10;
const CR = 13;

/**
 * Chunks cut again at line ends: each block ends in a line feed, the last as well. A carriage return
 * on its own (old Macintosh, broken exports) becomes a line feed, in place.
 * @param line says, for messages, which line comes after the blocks that were read
 * @throws UserError (exit 4) when a line is longer than the limit.
 */
export async function* lineBlocks(
  file: string,
  chunks: AsyncIterable<Buffer>,
  limits: ReadingLimits,
  line: () => number,
): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let size = 0;
  let begun = false;
  for await (const chunk of chunks) {
    const last = rest.at(-1);
    if (last && last[last.length - 1] === CR && chunk[0] !== LF) {
      last[last.length - 1] = LF;
      yield Buffer.concat(rest);
      [rest, size] = [[], 0];
    }
    normalizeReturns(chunk);
    let start = 0;
    const end = chunk.lastIndexOf(LF) + 1;
    if (end > 0 && rest.length > 0) {
      start = chunk.indexOf(LF) + 1;
      yield Buffer.concat([...rest, chunk.subarray(0, start)]);
      [rest, size] = [[], 0];
    }
    if (end > start) yield chunk.subarray(start, end);
    begun ||= end > 0;
    if (end < chunk.length) rest.push(chunk.subarray(end));
    size += chunk.length - end;
    if (size > limits.recordLength) throw tooLong(file, begun ? line() : 1, limits);
  }
  if (rest.length > 0) yield Buffer.concat([...rest, Buffer.of(LF)]);
}

/** A return that no feed follows becomes a feed; one at the very end waits for the next chunk. */
function normalizeReturns(chunk: Buffer): void {
  let at = chunk.indexOf(CR);
  while (at >= 0 && at < chunk.length - 1) {
    if (chunk[at + 1] !== LF) chunk[at] = LF;
    at = chunk.indexOf(CR, at + 1);
  }
}

export function countLines(block: Buffer): number {
  let count = 0;
  for (let at = block.indexOf(LF); at >= 0; at = block.indexOf(LF, at + 1)) count++;
  return count;
}

function tooLong(file: string, line: number, limits: ReadingLimits) {
  return dataError(
    `line ${line} of ${file} is longer than ${Math.round(limits.recordLength / 1048576)} MB`,
    'check that the file is a CSV with line ends',
  );
}
