import type { EChartsCoreOption } from 'echarts/core';
import { visibleText } from '../../visible-text.js';
import { xName, yName } from '../axis-names.js';
import type { Chart } from '../chart.js';
import { wallClockChart } from '../wall-clock.js';
import { barAxes, plotAxes } from './axes.js';
import type { OptionSettings } from './drawing.js';
import { FONT } from './font.js';
import type { Palette } from './palette.js';
import { legendItems, seriesOf } from './series.js';
import { tooltipText } from './tooltip.js';

/** What ECharts needs to draw a chart; runs on the server and on the report's page alike. */
export function echartsOption(zoned: Chart, settings: OptionSettings): EChartsCoreOption {
  const chart = wallClockChart(zoned);
  const { palette, place } = settings;
  const alone = place === 'picture';
  const isBars = chart.x.kind === 'category';
  const { xAxis, yAxis, position } = (isBars ? barAxes : plotAxes)(chart, settings);
  const captioned = alone && chart.caption !== undefined;
  const slider = place === 'screen' && isLong(chart);
  return {
    animation: false,
    useUTC: true,
    backgroundColor: alone ? palette.background : 'transparent',
    textStyle: { fontFamily: FONT, color: palette.text },
    ...(alone ? { title: titleOf(chart, settings) } : {}),
    legend: {
      show: legendItems(chart, palette).length > (isBars ? 1 : 0),
      data: legendItems(chart, palette),
      top: !alone ? 0 : captioned ? 62 : 40,
      left: alone ? 16 : 0,
      itemWidth: 22,
      itemHeight: 10,
      itemGap: 18,
      textStyle: { color: palette.text, fontSize: 12 },
    },
    grid: {
      left: alone ? 16 : 0,
      // Room for the numbers at the ends of bars.
      right: isBars ? 72 : 24,
      top: (!alone ? 40 : captioned ? 96 : 74) + (yName(chart) === '' ? 0 : 20),
      bottom: (slider ? 58 : 14) + (xName(chart) === '' ? 0 : 22),
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis,
    yAxis,
    series: seriesOf(chart, { palette, position }),
    ...(place === 'screen' ? { tooltip: tooltipOf(chart, palette) } : {}),
    ...(slider ? { dataZoom: zoomOf(palette) } : {}),
  };
}

/** Few points need no zoom. */
const isLong = ({ x, marks }: Chart) =>
  x.kind !== 'category' &&
  marks.some((mark) => mark.kind !== 'rule' && mark.x.length >= LEAST_TO_ZOOM);

const LEAST_TO_ZOOM = 40;

function titleOf(chart: Chart, { palette, width }: OptionSettings) {
  return {
    text: visibleText(chart.title),
    subtext: visibleText(chart.caption ?? ''),
    left: 16,
    top: 12,
    itemGap: 6,
    textStyle: {
      fontFamily: FONT,
      fontSize: 17,
      fontWeight: 600,
      color: palette.text,
      width: width - 40,
      overflow: 'truncate',
    },
    subtextStyle: {
      fontFamily: FONT,
      fontSize: 12,
      color: palette.faint,
      width: width - 40,
      overflow: 'truncate',
    },
  };
}

function tooltipOf(chart: Chart, palette: Palette) {
  return {
    trigger: 'axis',
    confine: true,
    axisPointer: {
      type: chart.x.kind === 'category' ? 'shadow' : 'line',
      lineStyle: { color: palette.tones.muted },
    },
    backgroundColor: palette.background,
    borderColor: palette.grid,
    textStyle: { color: palette.text, fontSize: 12 },
    formatter: (hit: unknown) => tooltipText(chart, palette, hit),
  };
}

/** The slider, dragging, and the wheel with Ctrl (alone it scrolls the page) zoom the x axis; rows outside stay in the data, so lines reach the edges. */
const zoomOf = (palette: Palette) => [
  { type: 'inside', filterMode: 'none', zoomOnMouseWheel: 'ctrl' },
  {
    type: 'slider',
    filterMode: 'none',
    height: 20,
    bottom: 8,
    moveHandleSize: 0,
    brushSelect: false,
    showDetail: false,
    borderColor: palette.grid,
    textStyle: { color: palette.faint },
  },
];
