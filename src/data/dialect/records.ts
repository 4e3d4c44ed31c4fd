import type { Dialect } from './dialect.js';

export interface SplitLine {
  readonly cells: string[];
  /** The line ends inside quotes: the record may go on in the next line. */
  readonly open: boolean;
  /** False when something followed a closing quote. */
  readonly clean: boolean;
}

/** Cuts one line (or a record with line breaks inside quotes) into cells. */
export function splitLine(line: string, dialect: Dialect): SplitLine {
  if (dialect.blanks) return splitBlanks(line, dialect);
  if (dialect.delimiter === '' && dialect.quote === null)
    return { cells: [line], open: false, clean: true };
  if (dialect.quote === null || !line.includes(dialect.quote)) {
    const cells = dialect.delimiter === '' ? [line] : line.split(dialect.delimiter);
    return { cells, open: false, clean: true };
  }
  return splitQuoted(line, dialect, dialect.quote);
}

/** Decimals that a fixed width has pushed together: `25.5-0.3`. */
const pushed = /^[+-]?\d+\.\d+(?:-\d+\.\d+)+$/;

function splitBlanks(line: string, dialect: Dialect): SplitLine {
  const pattern =
    dialect.quote === '"'
      ? /"(?:[^"]|"")*"|\S+/g
      : dialect.quote === "'"
        ? /'(?:[^']|'')*'|\S+/g
        : /\S+/g;
  const cells = (line.match(pattern) ?? []).map((cell) =>
    dialect.quote !== null &&
    cell.length > 1 &&
    cell.startsWith(dialect.quote) &&
    cell.endsWith(dialect.quote)
      ? cell.slice(1, -1).replaceAll(dialect.quote + dialect.quote, dialect.quote)
      : cell,
  );
  const apart = /\d-\d/.test(line)
    ? cells.flatMap((cell) => (pushed.test(cell) ? cell.split(/(?<=\d)(?=-)/) : [cell]))
    : cells;
  return { cells: apart, open: false, clean: true };
}

function splitQuoted(line: string, dialect: Dialect, quote: string): SplitLine {
  const { delimiter } = dialect;
  // Blanks beside a quoted cell are no part of it, unless they are what separates.
  const padding = delimiter === ' ' ? null : ' ';
  const cells: string[] = [];
  let clean = true;
  let at = 0;
  for (;;) {
    let start = at;
    while (line[start] === padding) start++;
    if (line[start] !== quote) {
      const end = delimiter === '' ? -1 : line.indexOf(delimiter, at);
      cells.push(end < 0 ? line.slice(at) : line.slice(at, end));
      if (end < 0) return { cells, open: false, clean };
      at = end + delimiter.length;
      continue;
    }
    let cell = '';
    let i = start + 1;
    for (;;) {
      const next = closingQuote(line, i, quote, dialect.escape);
      cell += line.slice(i, next.at < 0 ? line.length : next.at);
      if (next.at < 0) {
        cells.push(cell);
        return { cells, open: true, clean };
      }
      if (next.escaped) {
        cell += quote;
        i = next.at + 2;
        continue;
      }
      let after = next.at + 1;
      while (line[after] === padding) after++;
      if (after >= line.length) {
        cells.push(cell);
        return { cells, open: false, clean };
      }
      if (delimiter !== '' && line.startsWith(delimiter, after)) {
        cells.push(cell);
        at = after + delimiter.length;
        break;
      }
      // A quote inside the cell that nobody doubled.
      clean = false;
      cell += quote;
      i = next.at + 1;
    }
  }
}

function closingQuote(line: string, from: number, quote: string, mark: string) {
  if (mark === quote) {
    const at = line.indexOf(quote, from);
    return { at, escaped: at >= 0 && line[at + 1] === quote };
  }
  for (let i = from; i < line.length; i++) {
    if (line[i] === mark && line[i + 1] === quote) return { at: i, escaped: true };
    if (line[i] === quote) return { at: i, escaped: false };
  }
  return { at: -1, escaped: false };
}

export interface SampleRecord {
  readonly cells: string[];
  /** Index of its first line. */
  readonly line: number;
}

/** A record of more lines than this in the sample is no record but a stray quote. */
const MAX_JOINED = 40;

/**
 * The records of a sample; quoted cells may go on over lines.
 * @param width cells of a sound record, where that is known: a record over several lines must have
 *   them, and a line whose quotes do not balance is cut leniently
 */
export function sampleRecords(
  lines: readonly string[],
  dialect: Dialect,
  width?: number,
): SampleRecord[] {
  const records: SampleRecord[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const split = splitLine(line, dialect);
    const joined = split.open ? joinLines(lines, i, dialect) : null;
    if (joined && (width === undefined || joined.cells.length === width)) {
      records.push({ cells: joined.cells, line: i });
      i = joined.last;
    } else {
      const sound = !split.open && split.clean;
      records.push({
        cells: width === undefined || sound ? split.cells : splitLenient(line, dialect, width),
        line: i,
      });
    }
  }
  return records;
}

function joinLines(lines: readonly string[], from: number, dialect: Dialect) {
  let text = lines[from]!;
  for (let last = from + 1; last < lines.length && last - from < MAX_JOINED; last++) {
    text += `\n${lines[last]!}`;
    if (dialect.quote !== null && !lines[last]!.includes(dialect.quote)) continue;
    const { cells, open } = splitLine(text, dialect);
    if (!open) return { cells, last };
  }
  return null;
}

/** Stray quotes at most this many cells into a line are looked for. */
const MAX_TRIES = 60;

/**
 * The cells of a line whose quotes do not balance: the first reading that gives the expected width,
 * of these: quotes inside a cell are characters; one cell's opening quote is a character; no quote
 * means anything.
 */
export function splitLenient(line: string, dialect: Dialect, width: number): string[] {
  const split = splitLine(line, dialect);
  if (!split.open && split.cells.length === width) return split.cells;
  const { delimiter, quote } = dialect;
  if (delimiter === '' || quote === null) return split.cells;
  const stray = splitWithStrayQuote(line, dialect, width);
  if (stray) return stray;
  const plain = line.split(delimiter).map((cell) => stripQuotes(cell, quote));
  return plain.length === width || split.open ? plain : split.cells;
}

/** Tries each cell in turn as the one that begins with a quote but is not quoted. */
function splitWithStrayQuote(line: string, dialect: Dialect, width: number): string[] | null {
  const { delimiter, quote } = dialect;
  if (quote === null) return null;
  const before: string[] = [];
  let rest = line;
  for (let tries = 0; tries < MAX_TRIES && rest !== ''; tries++) {
    const end = rest.indexOf(delimiter);
    const first = end < 0 ? rest : rest.slice(0, end);
    const behind = end < 0 ? null : splitLine(rest.slice(end + delimiter.length), dialect);
    const count = before.length + 1 + (behind?.cells.length ?? 0);
    if (first.startsWith(quote) && count === width && !behind?.open) {
      return [...before, stripQuotes(first, quote), ...(behind?.cells ?? [])];
    }
    const whole = splitLine(rest, dialect);
    if (whole.cells.length < 2) return null;
    before.push(whole.cells[0]!);
    const next = lengthOfFirst(rest, dialect);
    if (next < 0) return null;
    rest = rest.slice(next);
  }
  return null;
}

/** Where the second cell begins. */
function lengthOfFirst(line: string, dialect: Dialect): number {
  for (
    let at = line.indexOf(dialect.delimiter);
    at >= 0;
    at = line.indexOf(dialect.delimiter, at + 1)
  ) {
    if (!splitLine(line.slice(0, at), dialect).open) return at + dialect.delimiter.length;
  }
  return -1;
}

function stripQuotes(cell: string, quote: string): string {
  let text = cell.trim();
  if (text.startsWith(quote)) text = text.slice(1);
  if (text.endsWith(quote)) text = text.slice(0, -1);
  return text.replaceAll(quote + quote, quote);
}
