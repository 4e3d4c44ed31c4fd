import { visibleText } from '../../visible-text.js';
import { xName, yName } from '../axis-names.js';
import type { Axis, Chart } from '../chart.js';
import { linearTicks, type Tick } from '../number-ticks.js';
import { shortestStep, xScale, yScale } from '../scale.js';
import { timeTicks } from '../time-ticks.js';
import type { OptionSettings } from './drawing.js';
import type { Palette } from './palette.js';

const PIXELS_PER_X_TICK = 86;
const PIXELS_PER_Y_TICK = 48;

/**
 * Axes for ECharts. Its y axis (the value axis of bars) runs over positions on our own scale, 0 to 1,
 * not over values: ECharts' own axes fail near the limits of a double, and tick otherwise.
 */
export interface Axes {
  readonly xAxis: object;
  readonly yAxis: object;
  readonly position: (value: number) => number;
}

/** Both axes of a chart of lines, bands and points. */
export function plotAxes(chart: Chart, settings: OptionSettings): Axes {
  const { palette, width, height } = settings;
  const x = xScale(chart, xTickCount(width));
  const y = yScale(chart, Math.max(2, Math.floor(height / PIXELS_PER_Y_TICK)));
  const ticks = y.ticks.map((tick) => ({ ...tick, value: y.at(tick.value) }));
  return {
    position: y.at,
    xAxis: {
      type: xType(chart.x),
      min: x.low,
      max: x.high,
      ...fixedTicks(x.ticks, palette),
      axisLine: { lineStyle: { color: palette.tones.muted }, onZero: false },
      splitLine: { show: false },
      ...axisName(xName(chart), palette, 'middle', 28),
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: 1,
      ...fixedTicks(ticks, palette),
      axisTick: { show: false, customValues: ticks.map(({ value }) => value) },
      axisLine: { show: false },
      splitLine: { lineStyle: { color: palette.grid } },
      ...axisName(yName(chart), palette, 'end', 12),
    },
  };
}

const xType = (axis: Axis) =>
  axis.kind === 'number' && axis.scale === 'log' ? 'log' : axis.kind === 'time' ? 'time' : 'value';

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
    chart.x.kind === 'time'
      ? timeTicks(from, to, most, shortestStep(chart))
      : linearTicks(from, to, most, true);
  return { xAxis: fixedTicks(ticks, palette) };
}

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
export function barAxes(chart: Chart, { palette, width }: OptionSettings): Axes {
  const categories = chart.x.kind === 'category' ? chart.x.categories : [];
  const scale = yScale(chart, xTickCount(width));
  // ECharts' bars start at 0, so that is where zero must lie.
  const zero = scale.at(0);
  const position = (value: number) => scale.at(value) - zero;
  const ticks = scale.ticks.map((tick) => ({ ...tick, value: position(tick.value) }));
  return {
    position,
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
      min: -zero,
      max: 1 - zero,
      ...fixedTicks(ticks, palette),
      splitLine: { lineStyle: { color: palette.grid } },
    },
  };
}
