import type { CellSet } from './raster.js';

/** Bit of U+2800 for each dot of a cell, row by row (Unicode, Braille Patterns block). */
const BRAILLE_BITS = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80] as const;

/** Braille patterns: 2 × 4 dots a cell, the finest drawing that text allows. */
export const brailleCells: CellSet = {
  dotColumns: 2,
  dotRows: 4,
  shades: ['░', '▒', '▓'],
  character(bits) {
    const pattern = BRAILLE_BITS.reduce(
      (sum, bit, dot) => (bits & (1 << dot) ? sum | bit : sum),
      0,
    );
    return String.fromCharCode(0x2800 + pattern);
  },
};
