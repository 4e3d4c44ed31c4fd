import { type CellColumn, LONG, MAX_DIGITS, RUN, UNKEPT } from './cells.js';

const RUN_END = 0xe01f;
const LONG_NUMBER = /^[ \t]*[+\-\u2212]?\d*([.,]?)\d*(?:[eE][+-]?\d{1,3})?[ \t]*$/;
/** Distinct templates after which a column that is mostly distinct text is no longer kept. */
const MAX_TEXTS = 200_000;

/** Takes cells one by one, as text or as bytes. */
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

/** A column from texts: for small tables, and for tests. */
export function cellColumn(texts: Iterable<string>): CellColumn {
  const builder = new CellColumnBuilder();
  for (const text of texts) builder.add(text);
  return builder.finish();
}
