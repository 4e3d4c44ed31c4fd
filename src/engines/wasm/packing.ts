import { call, type Instruction } from './kernels.js';
import type { Allocator } from './memory.js';

const PANEL = 8;

/** Keeps the packed copies of weight matrices; a copy that two nodes ask for is made once. */
export interface Packing {
  packed(matrix: Matrix, blocks: number): number;
  packedTransposed(matrix: Matrix, first: number, count: number): number;
  /** Makes every copy anew from the weights. */
  readonly instructions: readonly Instruction[];
}

/** A row-major weight matrix at an address. */
export interface Matrix {
  readonly address: number;
  readonly rows: number;
  readonly columns: number;
}

export function createPacking(allocator: Allocator): Packing {
  const instructions: Instruction[] = [];
  const copies = new Map<string, number>();

  function once(key: string, make: () => number): number {
    const copy = copies.get(key) ?? make();
    copies.set(key, copy);
    return copy;
  }

  return {
    instructions,
    packed: ({ address, rows, columns }, blocks) =>
      once(`${address} in ${blocks}`, () => {
        const n = columns / blocks;
        const blockNumbers = rows * Math.ceil(n / PANEL) * PANEL;
        const copy = allocator.take(blocks * blockNumbers);
        for (let block = 0; block < blocks; block++) {
          const packed = copy + block * blockNumbers * 4;
          const b = address + block * n * 4;
          instructions.push(call('pack', { packed, b, k: rows, n, stride: columns }));
        }
        return copy;
      }),
    packedTransposed: ({ address, rows, columns }, first, count) =>
      once(`${address} from ${first} to ${first + count}`, () => {
        const packed = allocator.take(count * Math.ceil(rows / PANEL) * PANEL);
        const b = address + first * 4;
        instructions.push(
          call('packTransposed', { packed, b, k: count, n: rows, stride: columns }),
        );
        return packed;
      }),
  };
}
