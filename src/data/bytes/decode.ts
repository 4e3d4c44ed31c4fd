import { isAscii } from 'node:buffer';
import { dataError, usageError } from '../../errors.js';
import { MOST_MARGIN } from '../ballot/ballot.js';
import { detectEncoding, type EncodingGuess, encodingName } from './encoding.js';
import type { Source } from './source.js';

const HEAD = 256 * 1024;

/** A source's text as UTF-8 bytes, whatever it was written in. */
export interface DecodedText {
  /** The beginning, up to a quarter of a megabyte, for the eye. */
  readonly head: Buffer;
  /** Whether the head is all there is. */
  readonly complete: boolean;
  /** The whole text, the head included; to be read once. */
  readonly chunks: AsyncIterable<Buffer>;
  /** Final once the text was read: a file may be ASCII up to its last line. */
  encoding(): EncodingGuess;
}

/**
 * Decodes a source. Without a wish the encoding is detected at the first bytes that are not ASCII,
 * wherever they stand: what came before reads the same in every candidate.
 * @throws UserError (exit 4) when the file is empty, (exit 2) when `wish` names no known encoding.
 */
export async function decodeSource(source: Source, wish: string | undefined): Promise<DecodedText> {
  const known = wish === undefined ? null : encodingName(wish);
  if (wish !== undefined && known === null) {
    throw usageError(
      `--encoding ${wish} is no known encoding`,
      'try utf-8, windows-1252, utf-16le, gb18030, shift_jis',
    );
  }
  const iterator = source.bytes[Symbol.asyncIterator]();
  const raw: Uint8Array[] = [];
  let size = 0;
  let complete = false;
  while (size < HEAD) {
    const next = await iterator.next();
    if (next.done) {
      complete = true;
      break;
    }
    raw.push(next.value);
    size += next.value.length;
  }
  if (size === 0) {
    throw dataError(`${source.file} is empty`, 'give a CSV with a header and rows');
  }
  const first = Buffer.concat(raw);
  const decoder = createDecoder(first, known);
  const head = decoder.decode(first, complete);

  async function* chunks(): AsyncGenerator<Buffer> {
    yield head;
    if (complete) return;
    for (;;) {
      const next = await iterator.next();
      if (next.done) break;
      const text = decoder.decode(next.value, false);
      if (text.length > 0) yield text;
    }
    const rest = decoder.decode(new Uint8Array(0), true);
    if (rest.length > 0) yield rest;
  }
  return { head, complete, chunks: chunks(), encoding: decoder.encoding };
}

interface Decoder {
  decode(bytes: Uint8Array, last: boolean): Buffer;
  encoding(): EncodingGuess;
}

function createDecoder(first: Uint8Array, known: string | null): Decoder {
  let guess = detectEncoding(first);
  if (known !== null) {
    const skip = guess.encoding === known ? guess.skip : 0;
    guess = { encoding: known, evidence: 'as asked', margin: MOST_MARGIN, skip };
  }
  let undecided = known === null && isAscii(first) && guess.encoding === 'utf-8';
  let skip = guess.skip;
  let decoder =
    guess.encoding === 'utf-8' ? null : new TextDecoder(guess.encoding, { ignoreBOM: true });
  return {
    encoding: () => guess,
    decode(bytes, last) {
      if (undecided && !isAscii(bytes)) {
        undecided = false;
        guess = detectEncoding(bytes.subarray(firstHigh(bytes)));
        decoder = guess.encoding === 'utf-8' ? null : new TextDecoder(guess.encoding);
      }
      const body = bytes.subarray(skip);
      skip = 0;
      if (decoder) {
        // In one go, Node 20 to 23 take windows-1252 for Latin-1 and lose the euro sign; as a stream not.
        const text = decoder.decode(body, { stream: true });
        return Buffer.from(last ? text + decoder.decode() : text);
      }
      return Buffer.from(body.buffer, body.byteOffset, body.length);
    },
  };
}

function firstHigh(bytes: Uint8Array): number {
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! >= 0x80) return i;
  return -1;
}
