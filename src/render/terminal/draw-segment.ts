import type { Tone } from '../chart.js';
import type { CellSet, Raster } from './raster.js';
import { createRaster } from './raster.js';

/** Dots on and off along a line: what tells lines apart where there is no colour. */
const DASHES: Readonly<Partial<Record<Tone, readonly [on: number, off: number]>>> = {
  reference: [2, 2],
  muted: [1, 2],
  'series-2': [4, 2],
  'series-3': [1, 1],
  'series-4': [6, 3],
  'series-5': [1, 3],
  'series-6': [2, 1],
};

/** A straight piece of a line, in dots. */
export interface Segment {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
}

/** Bresenham's line algorithm; returns the dots travelled so far, so that dashes go on after a corner. */
export function drawSegment(
  raster: Raster,
  { fromX, fromY, toX, toY }: Segment,
  tone: Tone,
  travelled: number,
): number {
  const [on, off] = DASHES[tone] ?? [1, 0];
  const width = Math.abs(toX - fromX);
  const height = Math.abs(toY - fromY);
  const stepX = fromX < toX ? 1 : -1;
  const stepY = fromY < toY ? 1 : -1;
  let error = width - height;
  let x = fromX;
  let y = fromY;
  for (let dot = travelled; ; dot++) {
    if (dot % (on + off) < on) raster.dot(x, y, tone);
    if (x === toX && y === toY) return dot;
    const doubled = 2 * error;
    if (doubled > -height) {
      error -= height;
      x += stepX;
    }
    if (doubled < width) {
      error += width;
      y += stepY;
    }
  }
}

/** A short piece of a line in its tone, for the legend. */
export function lineSwatch(tone: Tone, cells: CellSet): string {
  const columns = 3;
  const raster = createRaster(cells, columns, 1);
  const middle = Math.floor(cells.dotRows / 2);
  const toX = columns * cells.dotColumns - 1;
  drawSegment(raster, { fromX: 0, fromY: middle, toX, toY: middle }, tone, 0);
  return Array.from({ length: columns }, (_, column) => raster.glyph(column, 0).text).join('');
}
