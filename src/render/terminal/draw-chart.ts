import { visibleText } from '../../visible-text.js';
import { xName, yName } from '../axis-names.js';
import type { Chart } from '../chart.js';
import { withDepth } from '../legend-marks.js';
import type { RenderSettings } from '../output-format.js';
import { xScale, yScale } from '../scale.js';
import { clip, wrap } from '../text-width.js';
import { wallClockChart } from '../wall-clock.js';
import { asciiCells } from './ascii-cells.js';
import { asciiFrame, labelWidth, unicodeFrame, xAxisLines, yAxisRows } from './axes.js';
import { renderTerminalBars } from './bars.js';
import { brailleCells } from './braille-cells.js';
import { drawMark } from './draw-mark.js';
import { renderTerminalHeat } from './heat.js';
import { legendLines } from './legend.js';
import { createRaster, type Raster } from './raster.js';

/** Terminal columns for each label on the x axis, and rows for each on the y axis. */
const COLUMNS_PER_TICK = 9;
const ROWS_PER_TICK = 3;

/**
 * The chart as text, no line wider than `settings.width`: lines in braille (or ASCII) dots, bands
 * shaded, axes with round numbers and real dates. Charts over categories become horizontal bars.
 *
 * @param height rows of the plot itself; grows with the width when left out
 */
export function renderTerminalChart(
  chart: Chart,
  settings: RenderSettings,
  height = plotHeight(settings.width),
): string {
  const ellipsis = settings.unicode ? '…' : '~';
  const title = clip(visibleText(chart.title), settings.width, ellipsis);
  const caption = wrap(visibleText(chart.caption ?? ''), settings.width);
  const body =
    chart.x.kind === 'category'
      ? renderTerminalBars(chart, chart.x.categories, settings)
      : chart.y.kind === 'category'
        ? renderTerminalHeat(chart, chart.y.categories, settings)
        : plotLines(wallClockChart(chart), settings, height);
  return [
    ...(title === '' ? [] : [settings.paint('title', title)]),
    ...body,
    ...caption.map((line) => settings.paint('faint', line)),
    '',
  ].join('\n');
}

const plotHeight = (width: number) => Math.max(10, Math.min(22, Math.round(4 + width / 7.5)));

function plotLines(chart: Chart, settings: RenderSettings, height: number): string[] {
  const { unicode, paint, width } = settings;
  const cells = unicode ? brailleCells : asciiCells;
  const frame = unicode ? unicodeFrame : asciiFrame;
  const y = yScale(chart, Math.max(2, Math.floor(height / ROWS_PER_TICK)));
  const indent = labelWidth(y.ticks) + 2;
  const columns = Math.max(1, width - indent);
  const x = xScale(chart, Math.max(1, Math.floor(columns / COLUMNS_PER_TICK)));

  const raster = createRaster(cells, columns, height);
  for (const { mark, depth } of withDepth(chart.marks)) {
    drawMark({ raster, x, y }, mark, depth, unicode);
  }
  const rows = yAxisRows(y, height, frame).map(
    (axis, row) => paint('faint', axis) + paintedRow(raster, row, settings),
  );
  return [
    ...legendLines(chart, cells, settings),
    ...rows,
    ...xAxisLines(x, columns, indent, frame).map((line) => paint('faint', line)),
    ...axisNote(chart, settings),
  ];
}

/** One row of the plot; neighbours of one look are painted together. */
function paintedRow(raster: Raster, row: number, { paint }: RenderSettings): string {
  const glyphs = Array.from({ length: raster.columns }, (_, column) => raster.glyph(column, row));
  while (glyphs.at(-1)?.style === null) glyphs.pop();
  let line = '';
  for (let start = 0; start < glyphs.length; ) {
    const { style, faint } = glyphs[start]!;
    let end = start + 1;
    while (end < glyphs.length && glyphs[end]!.style === style && glyphs[end]!.faint === faint)
      end++;
    const text = glyphs
      .slice(start, end)
      .map((glyph) => glyph.text)
      .join('');
    const painted = style === null ? text : paint(style, text);
    line += faint ? paint('faint', painted) : painted;
    start = end;
  }
  return line;
}

/** What the axes measure, where it is not plain. */
function axisNote(chart: Chart, settings: RenderSettings): string[] {
  const isLog = chart.y.kind === 'number' && chart.y.scale === 'log';
  const names = [
    ...(yName(chart) === '' ? [] : [`y: ${yName(chart)}`]),
    ...(xName(chart) === '' ? [] : [`x: ${xName(chart)}`]),
    ...(isLog ? ['logarithmic y axis'] : []),
  ];
  if (names.length === 0) return [];
  const text = clip(visibleText(names.join(', ')), settings.width, settings.unicode ? '…' : '~');
  return [settings.paint('faint', text)];
}
