import type { Dialect } from '../dialect/dialect.js';
import { splitLenient } from '../dialect/records.js';
import type { RowSink } from './row-sink.js';

const LF = 10;
const CR = 13;
/** A quoted cell that goes on for more than this is a stray quote. */
export const MAX_LINES = 500;
export const MAX_BYTES = 1 << 20;

/**
 * Stands before csv-parse: one stray quote must not swallow the rest of a file. Records whose quotes
 * balance pass untouched; a line whose quotes do not is cut leniently and quoted anew, and reported.
 */
export interface QuoteGuard {
  /** What may be parsed so far; an unfinished record is kept back. */
  push(block: Buffer): Buffer;
  finish(): Buffer;
}

export function createQuoteGuard(dialect: Dialect, sink: RowSink): QuoteGuard {
  const quote = (dialect.quote ?? '"').charCodeAt(0);
  const backslash = dialect.escape === '\\' ? 92 : -1;
  const delimiter = Buffer.from(dialect.delimiter);
  // csv-parse takes blanks beside a quoted cell only when asked to.
  const padding = dialect.padded ? 32 : -1;
  let held: Buffer = Buffer.alloc(0);

  function pass(last: boolean): Buffer {
    const text = held;
    const parts: Buffer[] = [];
    let passed = 0; // everything before is settled
    let start = 0;
    while (start < text.length) {
      const lineEnd = endOfLine(text, start);
      const record = scan(text, start);
      if (record.balanced) {
        start = record.end;
        continue;
      }
      if (!last && record.open && text.length - start < MAX_BYTES && record.lines < MAX_LINES)
        break;
      parts.push(text.subarray(passed, start), repaired(text.subarray(start, lineEnd)));
      start = lineEnd;
      passed = lineEnd;
    }
    parts.push(text.subarray(passed, start));
    held = text.subarray(start);
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  }

  /** Walks over one record: whether it is well formed, and where it ends. */
  function scan(text: Buffer, start: number) {
    let at = start;
    let lines = 0;
    let cells = 1;
    for (;;) {
      while (text[at] === padding) at++;
      if (text[at] === quote) {
        at++;
        for (;;) {
          const byte = text[at];
          if (byte === undefined || lines > MAX_LINES)
            return { balanced: false, open: true, end: at, lines };
          if (byte === LF) lines++;
          if (byte === backslash) {
            at += 2;
            continue;
          }
          if (byte === quote) {
            if (text[at + 1] === quote && backslash < 0) {
              at += 2;
              continue;
            }
            break;
          }
          at++;
        }
        at++;
        while (text[at] === padding) at++;
        const byte = text[at];
        if (byte !== undefined && byte !== LF && byte !== CR && !startsWith(text, at, delimiter)) {
          return { balanced: false, open: false, end: at, lines };
        }
      } else {
        while (at < text.length && text[at] !== LF && !startsWith(text, at, delimiter)) at++;
      }
      if (text[at] === CR) at++;
      if (at >= text.length || text[at] === LF) {
        // A record over several lines must be as wide as the table, or it is two broken ones.
        const whole = text.subarray(start, Math.min(at, text.length));
        const balanced =
          lines === 0 ||
          (cells === sink.width && !swallowsRows(whole, lines, dialect.delimiter, sink.width));
        return { balanced, open: false, end: at + 1, lines };
      }
      at += delimiter.length;
      cells++;
    }
  }

  function repaired(line: Buffer): Buffer {
    sink.note('quote', sink.line);
    const text = line.toString('utf8').replace(/\r?\n$/, '');
    const mark = String.fromCharCode(quote);
    const inside = backslash < 0 ? mark + mark : `\\${mark}`;
    const cells = splitLenient(text, dialect, sink.width);
    return Buffer.from(
      `${cells.map((cell) => mark + cell.replaceAll(mark, inside) + mark).join(dialect.delimiter)}\n`,
    );
  }

  return {
    push(block) {
      held = held.length === 0 ? block : Buffer.concat([held, block]);
      return pass(false);
    },
    finish: () => pass(true),
  };
}

/**
 * Whether a record with so many line breaks is none: two stray quotes far apart make one of all rows
 * between them, each as wide as the table.
 */
export function swallowsRows(
  record: Buffer,
  breaks: number,
  delimiter: string,
  width: number,
): boolean {
  if (breaks < 2 || width < 2) return false;
  const inner = record.toString('latin1').split('\n').slice(1, -1);
  const mark = Buffer.from(delimiter).toString('latin1');
  return inner.every((line) => line.split(mark).length === width);
}

function endOfLine(text: Buffer, start: number): number {
  const at = text.indexOf(LF, start);
  return at < 0 ? text.length : at + 1;
}

function startsWith(text: Buffer, at: number, mark: Buffer): boolean {
  if (text[at] !== mark[0]) return false;
  for (let i = 1; i < mark.length; i++) if (text[at + i] !== mark[i]) return false;
  return true;
}
