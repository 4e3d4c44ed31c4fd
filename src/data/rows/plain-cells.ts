import type { CellColumnBuilder } from '../cells/cell-builder.js';
import { MAX_DIGITS, RUN } from '../cells/cells.js';
import type { Dialect } from '../dialect/dialect.js';
import { MAX_LINES } from './quote-guard.js';

const LF = 10;
const CR = 13;
const MINUS = 45;
const POINT = 46;
const COMMA = 44;
const ZERO = 48;
const BACKSLASH = 92;

/** Digits that one sum of 32 bits takes. */
const MAX_RUN = 9;
const powers = Array.from({ length: MAX_RUN + 1 }, (_, exponent) => 10 ** exponent);

/** In a cell's plan: 128 + n stands for n digits, SPLIT for the border behind the first 15. */
const DIGITS = 0x80;
const SPLIT = 0xff;

/** How many templates of a column are learnt; one with more is text, and none comes again soon. */
const MAX_PLANS = 64;

/** What `take` says where a cell cannot be taken: its quotes need a parser, or the bytes end within them. */
const NEEDS_PARSER = -1;
export const UNFINISHED = -2;

/** What the cells of a row share. */
export interface RowSpan {
  /** Line breaks within the row's quoted cells so far. */
  breaks: number;
}

/**
 * Takes the cells of one column from bytes. Plain numbers, and cells that look like the one before
 * (times of one format do), are read in one pass; whatever else is plain goes the way of all cells.
 */
export class PlainCells {
  private readonly column: CellColumnBuilder;
  private readonly delimiter: number;
  private readonly quote: number;
  /** Whether a quote inside a quoted cell is written twice. */
  private readonly doubles: boolean;
  /** The codes of plain numbers by their sign, mark and numbers of digits; -1 is not yet known. */
  private codes: Int32Array | null = null;
  private readonly plans: (Uint8Array | null)[] = [];
  /** How the last cell was written, if it was no plain number. */
  private plan: Uint8Array | null = null;
  private planCode = -1;
  private readonly row: RowSpan;

  constructor(column: CellColumnBuilder, dialect: Dialect, row: RowSpan) {
    this.column = column;
    this.row = row;
    this.delimiter = dialect.delimiter.charCodeAt(0);
    this.quote = (dialect.quote ?? '"').charCodeAt(0);
    this.doubles = dialect.escape !== '\\';
  }

  /**
   * Takes the cell that begins at `start` into the column; a line feed must follow somewhere.
   * @returns the index of the delimiter or line end behind it, NEEDS_PARSER or UNFINISHED
   */
  take(bytes: Buffer, start: number): number {
    const first = bytes[start]!;
    if (first === this.delimiter || first === LF || first === CR) {
      this.column.push(0, 0);
      return start;
    }
    if (this.plan !== null) {
      const end = this.takeLike(bytes, start, this.plan);
      if (end >= 0) return end;
    }
    const end = this.takeNumber(bytes, start);
    return end >= 0 ? end : this.takeAny(bytes, start);
  }

  private takeNumber(bytes: Buffer, start: number): number {
    const { delimiter, quote } = this;
    const quoted = bytes[start] === quote;
    let at = quoted ? start + 1 : start;
    const negative = bytes[at] === MINUS;
    if (negative) at++;
    let from = at;
    let whole = 0;
    let digit = bytes[at]! - ZERO;
    while (digit >= 0 && digit <= 9) {
      whole = (whole * 10 + digit) | 0;
      digit = bytes[++at]! - ZERO;
    }
    const wholeDigits = at - from;
    let mark = bytes[at]!;
    let fraction = 0;
    let fractionDigits = 0;
    if (mark === POINT || (mark === COMMA && (quoted || delimiter !== COMMA))) {
      from = ++at;
      digit = bytes[at]! - ZERO;
      while (digit >= 0 && digit <= 9) {
        fraction = (fraction * 10 + digit) | 0;
        digit = bytes[++at]! - ZERO;
      }
      fractionDigits = at - from;
    } else mark = 0;
    let end = at;
    if (quoted && bytes[end++] !== quote) return -1;
    const next = bytes[end];
    if (next !== delimiter && next !== LF && (next !== CR || bytes[end + 1] !== LF)) return -1;
    const count = wholeDigits + fractionDigits;
    if (wholeDigits > MAX_RUN || fractionDigits > MAX_RUN || count > MAX_DIGITS || count === 0)
      return -1;
    // Which of the few ways to write a plain number this is.
    const way =
      ((((mark === 0 ? 0 : mark === POINT ? 1 : 2) << 1) | (negative ? 1 : 0)) << 8) |
      (wholeDigits << 4) |
      fractionDigits;
    this.codes ??= new Int32Array(6 << 8).fill(-1);
    const code = this.codes[way]!;
    if (code >= 0) this.column.push(code, whole * powers[fractionDigits]! + fraction);
    else {
      this.column.addUnits(bytes, quoted ? start + 1 : start, at);
      this.codes[way] = this.column.lastCode;
    }
    return end;
  }

  private takeLike(bytes: Buffer, start: number, plan: Uint8Array): number {
    const quoted = bytes[start] === this.quote;
    let at = quoted ? start + 1 : start;
    let digits = 0;
    let before = -1;
    for (let step = 0; step < plan.length; step++) {
      const wanted = plan[step]!;
      if (wanted < DIGITS) {
        if (bytes[at++] !== wanted) return -1;
      } else if (wanted === SPLIT) {
        before = digits;
        digits = 0;
      } else {
        const run = wanted - DIGITS;
        let value = 0;
        for (let i = 0; i < run; i++) {
          const digit = bytes[at]! - ZERO;
          if (digit < 0 || digit > 9) return -1;
          value = (value * 10 + digit) | 0;
          at++;
        }
        digits = digits * powers[run]! + value;
      }
    }
    if (quoted && bytes[at++] !== this.quote) return -1;
    const next = bytes[at];
    if (next !== this.delimiter && next !== LF && (next !== CR || bytes[at + 1] !== LF)) return -1;
    if (before < 0) this.column.push(this.planCode, digits);
    else this.column.pushLong(this.planCode, before, digits);
    return at;
  }

  private takeAny(bytes: Buffer, start: number): number {
    const { column, delimiter, quote } = this;
    const quoted = bytes[start] === quote;
    const from = quoted ? start + 1 : start;
    let ascii = true;
    let doubled = false;
    let breaks = 0;
    let at = from;
    for (; quoted || bytes[at] !== LF; at++) {
      const byte = bytes[at];
      if (byte === undefined) return UNFINISHED;
      if (byte === (quoted ? quote : delimiter)) {
        if (!quoted || bytes[at + 1] !== quote) break;
        if (!this.doubles) return NEEDS_PARSER;
        doubled = true;
        at++;
      }
      if (quoted && byte === BACKSLASH) return NEEDS_PARSER;
      if (byte === LF && ++breaks > MAX_LINES) return NEEDS_PARSER;
      if (byte >= DIGITS) ascii = false;
    }
    let end = at;
    if (quoted) {
      const next = bytes[++end];
      if (next !== delimiter && next !== LF && next !== CR) return NEEDS_PARSER;
    } else if (bytes[at] === LF && bytes[at - 1] === CR) end = --at;
    if (ascii && !doubled) column.addUnits(bytes, from, at);
    else column.add(this.unquoted(bytes.toString('utf8', from, at), doubled));
    this.row.breaks += breaks;
    this.learn(column.lastCode);
    return end;
  }

  private unquoted(text: string, doubled: boolean): string {
    const quote = String.fromCharCode(this.quote);
    return doubled ? text.replaceAll(quote + quote, quote) : text;
  }

  /** Makes the template of the cell just taken the one that the next is held against. */
  private learn(code: number): void {
    this.planCode = code;
    if (code >= MAX_PLANS) this.plan = null;
    else {
      this.plans[code] ??= planOf(this.column.templates.unitsOf(code), this.delimiter);
      this.plan = this.plans[code];
    }
  }
}

/**
 * The bytes of a template, with its runs of digits cut to what 32 bits take and at the border of 15
 * digits. Null for what only looks so: other characters, digits that are text, quotes, a delimiter.
 */
function planOf(template: Uint16Array, delimiter: number): Uint8Array | null {
  if (isPlainNumber(template)) return null;
  const plan: number[] = [];
  let total = 0;
  for (const unit of template) {
    let run = unit - RUN;
    if (run < 1 || run > MAX_DIGITS) {
      if (
        unit < 32 ||
        unit >= DIGITS ||
        unit === delimiter ||
        /[0-9"'\\]/.test(String.fromCharCode(unit))
      )
        return null;
      plan.push(unit);
      continue;
    }
    while (run > 0) {
      const border = total < MAX_DIGITS ? MAX_DIGITS - total : run;
      const part = Math.min(run, MAX_RUN, border);
      if (total === MAX_DIGITS) plan.push(SPLIT);
      plan.push(DIGITS + part);
      total += part;
      run -= part;
    }
  }
  return plan.length === 0 ? null : Uint8Array.from(plan);
}

/** Whether `takeNumber` takes the cells of a template. */
function isPlainNumber(template: Uint16Array): boolean {
  const text = Array.from(template, (unit) =>
    unit > RUN && unit <= RUN + MAX_RUN ? '0' : String.fromCharCode(unit),
  ).join('');
  return /^-?(?:0|0[.,]|[.,]0|0[.,]0)$/.test(text);
}
