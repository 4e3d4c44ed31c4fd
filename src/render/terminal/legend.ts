import { visibleText } from '../../visible-text.js';
import type { Chart, Mark } from '../chart.js';
import { legendMarks } from '../legend-marks.js';
import type { RenderSettings } from '../output-format.js';
import { clip, textWidth } from '../text-width.js';
import { lineSwatch } from './draw-segment.js';
import type { CellSet } from './raster.js';

/** Swatch and label of every mark with a label, in as many lines as the width needs. */
export function legendLines(chart: Chart, cells: CellSet, settings: RenderSettings): string[] {
  const items = legendMarks(chart).map(({ mark, depth }) => ({
    mark,
    label: visibleText(mark.label),
    swatch: swatchOf(mark, depth, cells, settings.unicode),
  }));
  const lines: string[] = [];
  let used = 0;
  for (const item of items) {
    const room = settings.width - textWidth(item.swatch) - 1;
    const label = clip(item.label, room, settings.unicode ? '…' : '~');
    const width = textWidth(item.swatch) + 1 + textWidth(label);
    const swatch = settings.paint(item.mark.tone, item.swatch);
    const isFaint = item.mark.kind === 'band' || item.mark.kind === 'rule';
    const text = `${isFaint ? settings.paint('faint', swatch) : swatch} ${label}`;
    if (lines.length > 0 && used + 3 + width <= settings.width) {
      lines.push(`${lines.pop()}   ${text}`);
      used += 3 + width;
    } else {
      lines.push(text);
      used = width;
    }
  }
  return lines;
}

function swatchOf(mark: Mark, depth: number, cells: CellSet, unicode: boolean): string {
  switch (mark.kind) {
    case 'line':
      return lineSwatch(mark.tone, cells);
    case 'band':
      return cells.shades[Math.min(depth, cells.shades.length) - 1]!.repeat(2);
    case 'points':
      return unicode ? '•' : 'o';
    case 'bars':
    case 'heat':
      return unicode ? '█' : '#';
    case 'rule':
      if (mark.axis === 'y') return unicode ? '┄┄' : '--';
      return unicode ? '┊' : ':';
  }
}
