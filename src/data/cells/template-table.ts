import { UNKEPT } from './cells.js';

/** Distinct templates after which a column that is mostly distinct text is no longer kept. */
const MAX_TEXTS = 200_000;

/** The templates of a column, each known by its code; code 0 is the empty cell. */
export class TemplateTable {
  private readonly templates: Uint16Array[] = [new Uint16Array(0)];
  private readonly hashes: number[] = [0];
  private slots = new Int32Array(64).fill(-1);

  get size() {
    return this.templates.length;
  }

  /** The code units of a template. */
  unitsOf(code: number): Uint16Array {
    return this.templates[code]!;
  }

  /** The code of the template in the first `length` units: open addressing over its hash. */
  codeOf(hash: number, units: Uint16Array, length: number): number {
    const mask = this.slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const code = this.slots[slot]!;
      if (code < 0) return this.insert(hash, units.slice(0, length), slot);
      if (this.hashes[code] === hash && isEqual(this.templates[code]!, units, length)) return code;
      slot = (slot + 1) & mask;
    }
  }

  texts(): string[] {
    return this.templates.map(textOf);
  }

  private insert(hash: number, template: Uint16Array, slot: number): number {
    const code = this.size;
    if (code > MAX_TEXTS) return MAX_TEXTS;
    const kept = code < MAX_TEXTS;
    this.templates.push(kept ? template : Uint16Array.from(UNKEPT, (unit) => unit.charCodeAt(0)));
    this.hashes.push(hash);
    if (kept) {
      this.slots[slot] = code;
      if (code * 2 > this.slots.length) this.rehash();
    }
    return code;
  }

  private rehash(): void {
    const slots = new Int32Array(this.slots.length * 4).fill(-1);
    const mask = slots.length - 1;
    for (let code = 1; code < this.size; code++) {
      const hash = this.hashes[code]!;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot]! >= 0) slot = (slot + 1) & mask;
      slots[slot] = code;
    }
    this.slots = slots;
  }
}

function isEqual(template: Uint16Array, units: Uint16Array, length: number): boolean {
  if (template.length !== length) return false;
  for (let i = 0; i < length; i++) if (template[i] !== units[i]) return false;
  return true;
}

/** The text of code units. */
export function textOf(units: Uint8Array | Uint16Array): string {
  let text = '';
  for (let i = 0; i < units.length; i += 8192) {
    text += String.fromCharCode(...units.subarray(i, i + 8192));
  }
  return text;
}
