import type { Chart } from '../charts/chart.js';
import { xName, yName } from './axis-names.js';
import type { OptionSettings } from './echarts-option.js';
import { linearTicks, type Tick } from './number-ticks.js';
import type { Palette } from './palette.js';
import { type Scale, xScale, yScale } from './scale.js';
import { timeTicks } from './time-ticks.js';
import { visibleText } from './visible-text.js';

const PIXELS_PER_X_TICK = 86;
const PIXELS_PER_Y_TICK = 48;

/** Both axes of a chart of lines, bands and points. */
export function plotAxes(chart: Chart, settings: OptionSettings) {
  const { palette, width, height } = settings;
  const x = xScale(chart, xTickCount(width));
  const y = yScale(chart, Math.max(2, Math.floor(height / PIXELS_PER_Y_TICK)));
  const isTime = chart.x.kind === 'time';
  return {
    xAxis: {
      type: isTime ? 'time' : 'value',
      min: x.low,
      max: x.high,
      ...fixedTicks(x.ticks, palette),
      axisLine: { lineStyle: { color: palette.tones.muted }, onZero: false },
      splitLine: { show: false },
      ...axisName(xName(chart), palette, 'middle', 28),
    },
    yAxis: {
      ...yType(chart),
      min: y.low,
      max: y.high,
      ...fixedTicks(y.ticks, palette),
      axisTick: { show: false, customValues: y.ticks.map(({ value }) => value) },
      axisLine: { show: false },
      splitLine: { lineStyle: { color: palette.grid } },
      ...axisName(yName(chart), palette, 'end', 12),
    },
  };
}

const xTickCount = (width: number) => Math.max(2, Math.floor(width / PIXELS_PER_X_TICK));

/** The x axis' ticks when only the part from `start` to `end` (0 to 1) of it is seen. */
export function zoomedTicks(
  chart: Chart,
  { palette, width }: OptionSettings,
  start: number,
  end: number,
) {
  const { low, high } = xScale(chart, 1);
  const from = low + (high - low) * start;
  const to = low + (high - low) * end;
  const most = xTickCount(width);
  const ticks =
    chart.x.kind === 'time' ? timeTicks(from, to, most) : linearTicks(from, to, most, true);
  return { xAxis: fixedTicks(ticks, palette) };
}

const yType = ({ y }: Chart) =>
  y.kind === 'number' && y.scale === 'log' ? { type: 'log', logBase: 10 } : { type: 'value' };

function axisName(label: string, palette: Palette, location: 'middle' | 'end', gap: number) {
  if (label === '') return {};
  return {
    name: visibleText(label),
    nameLocation: location,
    nameGap: gap,
    nameTextStyle: {
      color: palette.faint,
      fontSize: 12,
      align: location === 'end' ? 'left' : 'center',
    },
  };
}

/** Exactly these ticks with these labels. */
function fixedTicks(ticks: readonly Tick[], palette: Palette) {
  const labels = new Map(ticks.map((tick, index) => [tick.value, tickText(ticks, index)]));
  const customValues = ticks.map(({ value }) => value);
  return {
    axisTick: { customValues, lineStyle: { color: palette.tones.muted } },
    axisLabel: {
      customValues,
      color: palette.faint,
      fontSize: 12,
      lineHeight: 15,
      formatter: (value: number) => labels.get(value) ?? '',
    },
  };
}

/** The label, and below it what it leaves out, where that changes. */
function tickText(ticks: readonly Tick[], index: number): string {
  const { label, context = '' } = ticks[index]!;
  return context === (ticks[index - 1]?.context ?? '') ? label : `${label}\n${context}`;
}

/** Categories down the side, so that names are read straight, and values along. */
export function barAxes(chart: Chart, palette: Palette) {
  const categories = chart.x.kind === 'category' ? chart.x.categories : [];
  const scale: Scale = yScale(chart, 8);
  return {
    yAxis: {
      type: 'category',
      inverse: true,
      data: categories.map(visibleText),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.tones.muted } },
      axisLabel: { color: palette.text, fontSize: 12 },
    },
    xAxis: {
      type: 'value',
      min: scale.low,
      max: scale.high,
      ...fixedTicks(scale.ticks, palette),
      splitLine: { lineStyle: { color: palette.grid } },
    },
  };
}
