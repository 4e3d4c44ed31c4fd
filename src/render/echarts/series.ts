import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts';
import { visibleText } from '../../visible-text.js';
import type { Chart, Mark, Tone } from '../chart.js';
import { legendMarks } from '../legend-marks.js';
import { numberFormat } from '../number-format.js';
import { type Drawing, missingAsDash, pairs } from './drawing.js';
import { FONT } from './font.js';
import { heatSeries } from './heat.js';
import type { Palette } from './palette.js';
import { nameSeries, pointSeries } from './points.js';

type Line = Extract<Mark, { kind: 'line' }>;
type Band = Extract<Mark, { kind: 'band' }>;
type Bars = Extract<Mark, { kind: 'bars' }>;
type Points = Extract<Mark, { kind: 'points' }>;
type Rule = Extract<Mark, { kind: 'rule' }>;

const BAND_OPACITY = 0.17;

/** Dashes that tell alike lines apart in print; solid where there is no entry. */
const DASHES: Readonly<Partial<Record<Tone, readonly number[]>>> = {
  reference: [6, 4],
  muted: [4, 4],
  'series-2': [8, 3],
  'series-3': [3, 3],
  'series-4': [10, 3, 3, 3],
  'series-5': [2, 3],
  'series-6': [12, 4],
};

/**
 * One ECharts series a mark, in the chart's order, so that later marks lie above earlier ones; and one for
 * the names of points, under the same name, so that the legend hides both.
 */
export function seriesOf(chart: Chart, drawing: Drawing) {
  const points = chart.marks.filter(isPoints);
  return chart.marks.flatMap((mark, index) => {
    const shared = { name: visibleText(mark.label), z: 2 + index };
    const series = { ...shared, ...markSeries(mark, drawing) };
    if (mark.kind !== 'points' || mark.names === undefined) return [series];
    return [series, { ...shared, ...nameSeries(mark, points, drawing) }];
  });
}

const isPoints = (mark: Mark): mark is Points => mark.kind === 'points';

function markSeries(mark: Mark, drawing: Drawing) {
  switch (mark.kind) {
    case 'line':
      return lineSeries(mark, drawing);
    case 'band':
      return bandSeries(mark, drawing);
    case 'points':
      return pointSeries(mark, drawing);
    case 'bars':
      return barSeries(mark, drawing);
    case 'heat':
      return heatSeries(mark, drawing);
    case 'rule':
      return ruleSeries(mark, drawing);
  }
}

/** Entries of the legend; rules are left out, they carry their label themselves. */
export function legendItems(chart: Chart, palette: Palette) {
  return legendMarks(chart)
    .filter(({ mark }) => mark.kind !== 'rule')
    .map(({ mark, depth }) => {
      const name = visibleText(mark.label);
      const color = palette.tones[mark.tone];
      if (mark.kind === 'line') return { name, itemStyle: { opacity: 0 } };
      if (mark.kind !== 'band') return { name, icon: 'circle' };
      // A narrower band lies on the wider ones, so its shade is the sum of theirs.
      return { name, icon: 'roundRect', itemStyle: { color, opacity: BAND_OPACITY * depth } };
    });
}

function lineSeries({ x, y, tone }: Line, { palette, position }: Drawing) {
  const color = palette.tones[tone];
  const known = (index: number) => Number.isFinite(y[index] ?? Number.NaN);
  return {
    type: 'line',
    // A point without neighbours makes no line and would not be seen.
    data: pairs(x, y.map(position)).map((value, index) =>
      known(index) && !known(index - 1) && !known(index + 1)
        ? { value, symbol: 'circle', symbolSize: 4 }
        : value,
    ),
    symbol: 'none',
    itemStyle: { color },
    lineStyle: {
      color,
      width: tone === 'forecast' ? 2.4 : 1.6,
      type: DASHES[tone] ?? 'solid',
    },
    emphasis: { disabled: true },
  };
}

/** A polygon for every run of known bounds: along the upper one and back along the lower one. */
function bandSeries(band: Band, { palette, position }: Drawing) {
  const low = band.low.map(position);
  const high = band.high.map(position);
  const color = palette.tones[band.tone];
  const runs = runsOf(band.x, low, high);
  return {
    type: 'custom',
    data: runs.map(({ from }) => [band.x[from]!, low[from]!]),
    silent: true,
    clip: true,
    itemStyle: { color, opacity: BAND_OPACITY },
    renderItem(params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) {
      const { from, to } = runs[params.dataIndex]!;
      const rows = Array.from({ length: to - from }, (_, offset) => from + offset);
      const upper = rows.map((row) => api.coord([band.x[row]!, high[row]!]));
      const lower = rows.map((row) => api.coord([band.x[row]!, low[row]!]));
      return {
        type: 'polygon',
        shape: { points: [...upper, ...lower.reverse()] },
        style: { fill: color, opacity: BAND_OPACITY },
      };
    },
  };
}

/** Runs of rows in which everything is known, `to` excluded. */
function runsOf(...columns: readonly Float64Array[]): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  const length = columns[0]?.length ?? 0;
  const known = (row: number) => columns.every((column) => Number.isFinite(column[row]!));
  for (let row = 0; row < length; row++) {
    if (!known(row)) continue;
    const from = row;
    while (row + 1 < length && known(row + 1)) row++;
    runs.push({ from, to: row + 1 });
  }
  return runs;
}

function barSeries({ x, y, tone }: Bars, { palette, position }: Drawing) {
  const values: number[] = [];
  for (const [index, category] of x.entries()) values[category] = y[index]!;
  const format = numberFormat([...y]);
  return {
    type: 'bar',
    data: Array.from(values, (value = Number.NaN) => ({
      value: missingAsDash(position(value)),
      label: { position: value < 0 ? 'left' : 'right' },
    })),
    barMaxWidth: 26,
    itemStyle: { color: palette.tones[tone], borderRadius: 2 },
    label: {
      show: true,
      color: palette.text,
      fontSize: 12,
      formatter: ({ dataIndex }: { readonly dataIndex: number }) => format(values[dataIndex]!),
    },
  };
}

/** A dashed line across the plot; a vertical one has its label above, a horizontal one inside. */
function ruleSeries({ axis, at, tone, label }: Rule, { palette, position }: Drawing) {
  return {
    type: 'custom',
    // The series needs one row to be drawn at all; where it lies does not matter.
    data: [[0, 0]],
    silent: true,
    itemStyle: { color: palette.tones[tone] },
    renderItem(params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) {
      const { x, y, width, height } = plotArea(params);
      const [left = x, top = y] = api.coord(axis === 'x' ? [at, 0] : [0, position(at)]);
      const shape =
        axis === 'x'
          ? { x1: left, x2: left, y1: y, y2: y + height }
          : { x1: x, x2: x + width, y1: top, y2: top };
      const visible = axis === 'y' || (left >= x && left <= x + width);
      const stroke = palette.tones[tone];
      const text =
        axis === 'x'
          ? { x: left, y: y - 6, align: 'center' as const }
          : { x: x + width, y: top - 4, align: 'right' as const };
      return {
        type: 'group' as const,
        ignore: !visible,
        children: [
          { type: 'line' as const, shape, style: { stroke, lineWidth: 1.2, lineDash: [4, 4] } },
          {
            type: 'text' as const,
            style: {
              ...text,
              text: visibleText(label),
              verticalAlign: 'bottom' as const,
              fill: palette.faint,
              font: `11px ${FONT}`,
            },
          },
        ],
      };
    },
  };
}

/** The rectangle between the axes; ECharts types it as unknown keys because it varies by system. */
const plotArea = ({ coordSys }: CustomSeriesRenderItemParams) =>
  coordSys as unknown as { x: number; y: number; width: number; height: number };
