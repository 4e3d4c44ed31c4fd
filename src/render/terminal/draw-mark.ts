import { visibleText } from '../../visible-text.js';
import type { Mark, Tone } from '../chart.js';
import type { Scale } from '../scale.js';
import { drawSegment } from './draw-segment.js';
import type { Raster } from './raster.js';

interface Surface {
  readonly raster: Raster;
  readonly x: Scale;
  readonly y: Scale;
}

/** Draws one mark of a chart; bars and heat are drawn by charts of their own. `level` is the depth of a band's shade. */
export function drawMark(surface: Surface, mark: Mark, level: number, unicode: boolean): void {
  switch (mark.kind) {
    case 'line':
      drawLine(surface, mark.x, mark.y, mark.tone);
      return;
    case 'band':
      drawBand(surface, mark.x, mark.low, mark.high, level, mark.tone);
      return;
    case 'points':
      drawPoints(surface, mark, unicode ? '•' : 'o');
      return;
    case 'rule':
      drawRule(surface, mark, unicode);
      return;
    case 'bars':
    case 'heat':
      return;
  }
}

const dotX = ({ raster, x }: Surface, value: number) =>
  Math.round(x.at(value) * (raster.columns * raster.dotColumns - 1));

const dotY = ({ raster, y }: Surface, value: number) =>
  Math.round((1 - y.at(value)) * (raster.rows * raster.dotRows - 1));

function drawLine(surface: Surface, x: Float64Array, y: Float64Array, tone: Tone): void {
  let lastX = Number.NaN;
  let lastY = Number.NaN;
  let travelled = 0;
  for (let index = 0; index < x.length; index++) {
    const nextX = dotX(surface, x[index]!);
    const nextY = dotY(surface, y[index]!);
    if (Number.isNaN(nextX + nextY)) travelled = 0;
    else if (Number.isNaN(lastX + lastY)) surface.raster.dot(nextX, nextY, tone);
    else {
      const segment = { fromX: lastX, fromY: lastY, toX: nextX, toY: nextY };
      travelled = drawSegment(surface.raster, segment, tone, travelled);
    }
    lastX = nextX;
    lastY = nextY;
  }
}

/** Shades the cells of which the band covers the centre, column by column. */
function drawBand(
  surface: Surface,
  x: Float64Array,
  low: Float64Array,
  high: Float64Array,
  level: number,
  tone: Tone,
): void {
  const { raster } = surface;
  for (let index = 0; index < x.length; index++) {
    const next = Math.min(index + 1, x.length - 1);
    const from = surface.x.at(x[index]!) * (raster.columns - 1);
    const to = surface.x.at(x[next]!) * (raster.columns - 1);
    if (Number.isNaN(from + to)) continue;
    for (let column = Math.ceil(from - 0.5); column <= Math.floor(to + 0.5); column++) {
      const share = to > from ? Math.min(1, Math.max(0, (column - from) / (to - from))) : 0;
      const top = mix(surface.y.at(high[index]!), surface.y.at(high[next]!), share);
      const bottom = mix(surface.y.at(low[index]!), surface.y.at(low[next]!), share);
      if (Number.isNaN(top + bottom)) continue;
      const lastRow = Math.floor((1 - bottom) * raster.rows - 0.5);
      for (let row = Math.ceil((1 - top) * raster.rows - 0.5); row <= lastRow; row++) {
        raster.shade(column, row, level, tone);
      }
    }
  }
}

const mix = (from: number, to: number, share: number) => from + (to - from) * share;

/** Points first, so that no name hides one. */
function drawPoints(
  surface: Surface,
  { x, y, tone, names = [] }: Extract<Mark, { kind: 'points' }>,
  glyph: string,
): void {
  const { raster } = surface;
  const cells = Array.from(x, (value, index) => ({
    column: Math.floor(dotX(surface, value) / raster.dotColumns),
    row: Math.floor(dotY(surface, y[index]!) / raster.dotRows),
  }));
  for (const { column, row } of cells) raster.over(column, row, glyph, tone);
  for (const [index, { column, row }] of cells.entries()) {
    const name = visibleText(names[index] ?? '');
    if (name !== '') drawName(raster, column, row, name, tone);
  }
}

/** Rows to try for a name, from its point's own outwards: up first, because good models lie low. */
const NAME_ROWS = [0, ...Array.from({ length: 8 }, (_, i) => [-(i + 1), i + 1]).flat()];

/** A name right or left of its point, or above or below that, where nothing touches it. */
function drawName(raster: Raster, column: number, row: number, name: string, tone: Tone): void {
  const characters = [...name];
  const { length } = characters;
  const isFree = (at: number, c: number) => c < 0 || c >= raster.columns || raster.isFree(c, at);
  const free = (start: number, at: number) =>
    start >= 0 &&
    start + length <= raster.columns &&
    at >= 0 &&
    at < raster.rows &&
    Array.from({ length: length + 2 }, (_, i) => start - 1 + i).every((c) => isFree(at, c));
  for (const shift of NAME_ROWS) {
    for (const start of [column + 2, column - 1 - length]) {
      if (!free(start, row + shift)) continue;
      for (const [i, character] of characters.entries()) {
        raster.over(start + i, row + shift, character, tone);
      }
      return;
    }
  }
}

function drawRule(surface: Surface, rule: Extract<Mark, { kind: 'rule' }>, unicode: boolean): void {
  const { raster } = surface;
  if (rule.axis === 'x') {
    const column = Math.floor(dotX(surface, rule.at) / raster.dotColumns);
    for (let row = 0; row < raster.rows; row++) {
      raster.behind(column, row, unicode ? '┊' : ':', rule.tone);
    }
    return;
  }
  const row = Math.floor(dotY(surface, rule.at) / raster.dotRows);
  for (let column = 0; column < raster.columns; column++) {
    raster.behind(column, row, unicode ? '┄' : '-', rule.tone);
  }
}
