import { type CellColumn, MAX_DIGITS, RUN, RUN_END, writtenCell } from './cells.js';
import { splitLong } from './long-cells.js';
import { TemplateTable, textOf } from './template-table.js';

/** Where a cell's text is written as code units, and where its template is put together. */
let written = new Uint16Array(256);
let scratch = new Uint16Array(256);

/** Takes cells one by one, as text or as bytes. */
export class CellColumnBuilder {
  readonly templates = new TemplateTable();
  private codes: Uint16Array | Uint32Array;
  private digits: Float64Array;
  private more: Float64Array | null = null;
  private size = 0;

  /** @param expected cells to make room for at once; more are taken as well */
  constructor(expected = 256) {
    this.codes = new Uint16Array(expected);
    this.digits = new Float64Array(expected);
  }

  get length() {
    return this.size;
  }

  /** The template of the last cell. */
  get lastCode() {
    return this.codes[this.size - 1]!;
  }

  /** Adds a cell from text. */
  add(text: string): void {
    if (text.length > written.length) written = new Uint16Array(text.length * 2);
    for (let i = 0; i < text.length; i++) written[i] = text.charCodeAt(i);
    this.addUnits(written, 0, text.length);
  }

  /** Adds a cell from the code units of its text; ASCII bytes are such. */
  addUnits(units: Uint8Array | Uint16Array, start: number, end: number): void {
    if (end - start > scratch.length) scratch = new Uint16Array((end - start) * 2);
    let hash = 0;
    let used = 0;
    let run = 0;
    let total = 0;
    let value = 0;
    for (let i = start; i < end; i++) {
      const unit = units[i]!;
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
    if (total > MAX_DIGITS) this.addLong(textOf(units.subarray(start, end)));
    else this.push(used === 0 ? 0 : this.templates.codeOf(hash, scratch, used), value);
  }

  /** The text of the last cell. */
  lastText(): string {
    const row = this.size - 1;
    const template = textOf(this.templates.unitsOf(this.lastCode));
    return writtenCell(template, this.digits[row]!, this.more?.[row] ?? 0);
  }

  /** Takes back the last cell. */
  pop(): void {
    this.size--;
  }

  finish(): CellColumn {
    const { size, templates } = this;
    const codes = this.codes.subarray(0, size);
    const counts = new Array<number>(templates.size).fill(0);
    for (let row = 0; row < size; row++) counts[codes[row]!]!++;
    return {
      length: size,
      codes,
      digits: this.digits.subarray(0, size),
      more: this.more?.subarray(0, size) ?? null,
      templates: templates.texts(),
      counts,
    };
  }

  private addLong(text: string): void {
    const { template, digits, more } = splitLong(text);
    const code = this.literal(template);
    if (more === null) this.push(code, digits);
    else this.pushLong(code, digits, more);
  }

  private literal(text: string): number {
    if (text.length > scratch.length) scratch = new Uint16Array(text.length * 2);
    let hash = 0x9e3779b9;
    for (let i = 0; i < text.length; i++) {
      scratch[i] = text.charCodeAt(i);
      hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    }
    return this.templates.codeOf(hash, scratch, text.length);
  }

  /** Adds a cell of a known template. */
  push(code: number, digits: number): void {
    if (this.size === this.codes.length) this.grow();
    if (code > 0xffff && this.codes instanceof Uint16Array)
      this.codes = new Uint32Array(this.codes);
    this.codes[this.size] = code;
    this.digits[this.size++] = digits;
  }

  /** Adds a cell of more than 15 digits. */
  pushLong(code: number, digits: number, more: number): void {
    this.push(code, digits);
    this.more ??= new Float64Array(this.codes.length);
    this.more[this.size - 1] = more;
  }

  private grow(): void {
    const capacity = this.size * 2;
    this.codes = grown(
      this.codes,
      new (this.codes instanceof Uint16Array ? Uint16Array : Uint32Array)(capacity),
    );
    this.digits = grown(this.digits, new Float64Array(capacity));
    if (this.more) this.more = grown(this.more, new Float64Array(capacity));
  }
}

function grown<T extends Uint16Array | Uint32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** A column from texts: for small tables, and for tests. */
export function cellColumn(texts: Iterable<string>): CellColumn {
  const builder = new CellColumnBuilder();
  for (const text of texts) builder.add(text);
  return builder.finish();
}
