import type { Tone } from '../chart.js';
import type { CellSet } from './raster.js';

/** Upper, middle and lower third of a cell. */
const THIRDS: Readonly<Record<number, string>> = { 1: "'", 2: '-', 4: '.' };

/** Lines that would be taken for another without colour are drawn with a letter of their own. */
const LETTERS: Readonly<Partial<Record<Tone, string>>> = {
  forecast: '*',
  warning: '!',
  'series-1': 'o',
  'series-2': 'x',
  'series-3': '+',
  'series-4': '#',
  'series-5': '@',
  'series-6': '%',
};

/** ASCII alone: three heights a cell. */
export const asciiCells: CellSet = {
  dotColumns: 1,
  dotRows: 3,
  shades: ['.', ':'],
  character: (bits, tone) => LETTERS[tone] ?? THIRDS[bits] ?? '|',
};
