/**
 * A column of raw cells, kept without keeping their text. Every cell is split into its template (the
 * text with each run of digits replaced by a mark for the run's length) and its digits read as one
 * integer. `12.8` is template `▯▯.▯` with digits 128, `2012-01-05` is `▯▯▯▯-▯▯-▯▯` with 20120105.
 * Real columns have few templates, so memory grows with the numbers; nothing is lost, so every
 * decision (decimal mark, date order, missing marks) can wait until the whole column is there; and
 * it is made on a handful of templates instead of a million cells.
 */

/** Marks for a run of 1 to 15 digits are the code units RUN + 1 to RUN + 15 (private use area). */
export const RUN = 0xe000;
const RUN_END = 0xe01f;
/** Digits that a double holds exactly. Longer numbers are kept as doubles, other cells use two. */
export const MAX_DIGITS = 15;
/** First unit of a template whose digits are a finished number; `0,0` after it tells the mark. */
export const LONG = 0xe01e;
const LONG_NUMBER = /^[ \t]*[+\-\u2212]?\d*([.,]?)\d*(?:[eE][+-]?\d{1,3})?[ \t]*$/;
/** Distinct templates after which a column that is mostly distinct text is no longer kept. */
const MAX_TEXTS = 200_000;
export const UNKEPT = '\ue01dtext not kept';

export interface CellColumn {
  readonly length: number;
  /** Index into `templates`; template 0 is the empty cell. // (length) */
  readonly codes: Uint16Array | Uint32Array;
  /** The digits of the cell, the first 15 of them, as one integer. // (length) */
  readonly digits: Float64Array;
  /** The digits beyond the first 15; null when no cell has as many. // (length) */
  readonly more: Float64Array | null;
  readonly templates: readonly string[];
  /** How many cells have each template. // (templates) */
  readonly counts: readonly number[];
}

export class CellColumnBuilder {
  private codes: Uint16Array | Uint32Array = new Uint16Array(256);
  private digits = new Float64Array(256);
  private more: Float64Array | null = null;
  private size = 0;
  private readonly shapes: Uint16Array[] = [new Uint16Array(0)];
  private readonly counts: number[] = [0];
  private slots = new Int32Array(64).fill(-1);
  private hashes: number[] = [0];
  private scratch = new Uint16Array(256);

  get length() {
    return this.size;
  }

  /** Adds a cell from text. */
  add(text: string): void {
    const end = text.length;
    if (end === 0) {
      this.push(0, 0);
      return;
    }
    if (end > this.scratch.length) this.scratch = new Uint16Array(end * 2);
    const scratch = this.scratch;
    let hash = 0;
    let used = 0;
    let run = 0;
    let total = 0;
    let value = 0;
    for (let i = 0; i < end; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 48 && unit <= 57) {
        value = value * 10 + (unit - 48);
        run++;
        continue;
      }
      if (run > 0) {
        scratch[used++] = RUN + run;
        hash = Math.imul(hash ^ run, 0x01000193);
        total += run;
        run = 0;
      }
      scratch[used++] = unit >= RUN && unit <= RUN_END ? 0xfffd : unit;
      hash = Math.imul(hash ^ unit, 0x01000193);
    }
    if (run > 0) {
      scratch[used++] = RUN + run;
      hash = Math.imul(hash ^ run, 0x01000193);
      total += run;
    }
    if (total > MAX_DIGITS) this.addLong(text);
    else this.push(this.lookup(hash, used), value);
  }

  /** Adds a cell from ASCII bytes: the same as `add` of their text. */
  addBytes(bytes: Uint8Array, start: number, end: number): void {
    if (start === end) {
      this.push(0, 0);
      return;
    }
    if (end - start > this.scratch.length) this.scratch = new Uint16Array((end - start) * 2);
    const scratch = this.scratch;
    let hash = 0;
    let used = 0;
    let run = 0;
    let total = 0;
    let value = 0;
    for (let i = start; i < end; i++) {
      const unit = bytes[i]!;
      if (unit >= 48 && unit <= 57) {
        value = value * 10 + (unit - 48);
        run++;
        continue;
      }
      if (run > 0) {
        scratch[used++] = RUN + run;
        hash = Math.imul(hash ^ run, 0x01000193);
        total += run;
        run = 0;
      }
      scratch[used++] = unit;
      hash = Math.imul(hash ^ unit, 0x01000193);
    }
    if (run > 0) {
      scratch[used++] = RUN + run;
      hash = Math.imul(hash ^ run, 0x01000193);
      total += run;
    }
    if (total > MAX_DIGITS) this.addLong(asciiText(bytes, start, end));
    else this.push(this.lookup(hash, used), value);
  }

  /** Takes back the last cell. */
  pop(): void {
    this.size--;
    this.counts[this.codes[this.size]!]!--;
  }

  finish(): CellColumn {
    const templates = this.shapes.map((shape) => textOf(shape));
    const { size, counts } = this;
    return {
      length: size,
      codes: this.codes.subarray(0, size),
      digits: this.digits.subarray(0, size),
      more: this.more?.subarray(0, size) ?? null,
      templates,
      counts,
    };
  }

  /** More digits than fit one double: a number, or a time with offset or fraction, or plain text. */
  private addLong(text: string): void {
    const number = LONG_NUMBER.exec(text);
    const value = number ? Number(text.replace('\u2212', '-').replace(',', '.')) : Number.NaN;
    if (number && Number.isFinite(value)) {
      this.push(this.literal(`${String.fromCharCode(LONG)}0${number[1] ?? ''}0`), value);
      return;
    }
    const all = text.replace(/[^0-9]/g, '');
    if (all.length > 2 * MAX_DIGITS || /[0-9]{16}/.test(text)) {
      this.push(this.literal(text), 0);
      return;
    }
    const template = text.replace(/[0-9]+/g, (run) => String.fromCharCode(RUN + run.length));
    this.more ??= new Float64Array(this.codes.length);
    this.more[this.size] = Number(all.slice(MAX_DIGITS));
    this.push(this.literal(template), Number(all.slice(0, MAX_DIGITS)));
  }

  private literal(text: string): number {
    if (text.length > this.scratch.length) this.scratch = new Uint16Array(text.length * 2);
    let hash = 0x9e3779b9;
    for (let i = 0; i < text.length; i++) {
      this.scratch[i] = text.charCodeAt(i);
      hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    }
    return this.lookup(hash, text.length);
  }

  /** Open addressing over the shape that stands in `scratch`. */
  private lookup(hash: number, used: number): number {
    const mask = this.slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const code = this.slots[slot]!;
      if (code < 0) return this.insert(hash, used, slot);
      if (this.hashes[code] === hash && this.matches(this.shapes[code]!, used)) return code;
      slot = (slot + 1) & mask;
    }
  }

  private matches(shape: Uint16Array, used: number): boolean {
    if (shape.length !== used) return false;
    for (let i = 0; i < used; i++) if (shape[i] !== this.scratch[i]) return false;
    return true;
  }

  private insert(hash: number, used: number, slot: number): number {
    const code = this.shapes.length;
    if (code === MAX_TEXTS) return this.literalOf(UNKEPT);
    if (code > MAX_TEXTS) return MAX_TEXTS;
    this.shapes.push(this.scratch.slice(0, used));
    this.hashes.push(hash);
    this.counts.push(0);
    this.slots[slot] = code;
    if (code * 2 > this.slots.length) this.rehash();
    if (code === 0xffff && this.codes instanceof Uint16Array)
      this.codes = new Uint32Array(this.codes);
    return code;
  }

  private literalOf(text: string): number {
    this.shapes.push(Uint16Array.from(text, (unit) => unit.charCodeAt(0)));
    this.hashes.push(0);
    this.counts.push(0);
    return MAX_TEXTS;
  }

  private rehash(): void {
    const slots = new Int32Array(this.slots.length * 4).fill(-1);
    const mask = slots.length - 1;
    for (let code = 1; code < this.shapes.length; code++) {
      const hash = this.hashes[code]!;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot]! >= 0) slot = (slot + 1) & mask;
      slots[slot] = code;
    }
    this.slots = slots;
  }

  private push(code: number, digits: number): void {
    if (this.size === this.codes.length) this.grow();
    this.codes[this.size] = code;
    this.digits[this.size++] = digits;
    this.counts[code]!++;
  }

  private grow(): void {
    const capacity = this.size * 2;
    const codes =
      this.codes instanceof Uint16Array ? new Uint16Array(capacity) : new Uint32Array(capacity);
    codes.set(this.codes);
    this.codes = codes;
    const digits = new Float64Array(capacity);
    digits.set(this.digits);
    this.digits = digits;
    if (this.more) {
      const more = new Float64Array(capacity);
      more.set(this.more);
      this.more = more;
    }
  }
}

const asciiText = (bytes: Uint8Array, start: number, end: number) =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');

function textOf(shape: Uint16Array): string {
  let text = '';
  for (let i = 0; i < shape.length; i += 8192) {
    text += String.fromCharCode(...shape.subarray(i, i + 8192));
  }
  return text;
}

/** The lengths of the runs of digits of a template, in order. */
export function runsOf(template: string): number[] {
  const runs: number[] = [];
  for (let i = 0; i < template.length; i++) {
    const unit = template.charCodeAt(i);
    if (unit > RUN && unit <= RUN + MAX_DIGITS) runs.push(unit - RUN);
  }
  return runs;
}

/** The cell's text as it was in the file (numbers of more than 15 digits in their shortest form). */
export function cellText(column: CellColumn, row: number): string {
  const template = column.templates[column.codes[row]!]!;
  const digits = column.digits[row]!;
  if (template.charCodeAt(0) === LONG) {
    return template.includes(',') ? String(digits).replace('.', ',') : String(digits);
  }
  const count = runsOf(template).reduce((sum, run) => sum + run, 0);
  if (count === 0) return template;
  return fillTemplate(template, digitsText(digits, column.more?.[row] ?? 0, count));
}

/** All `count` digits of a cell, leading zeros included. */
function digitsText(digits: number, more: number, count: number): string {
  const first = digits.toFixed(0).padStart(Math.min(count, MAX_DIGITS), '0');
  return count > MAX_DIGITS ? first + more.toFixed(0).padStart(count - MAX_DIGITS, '0') : first;
}

function fillTemplate(template: string, digits: string): string {
  let text = '';
  let at = 0;
  for (let i = 0; i < template.length; i++) {
    const unit = template.charCodeAt(i);
    if (unit > RUN && unit <= RUN + MAX_DIGITS) {
      text += digits.slice(at, at + unit - RUN);
      at += unit - RUN;
    } else {
      text += template[i];
    }
  }
  return text;
}

/** A column from texts: for small tables, and for tests. */
export function cellColumn(texts: Iterable<string>): CellColumn {
  const builder = new CellColumnBuilder();
  for (const text of texts) builder.add(text);
  return builder.finish();
}
