import type { Mark } from '../charts/chart.js';
import { type Drawing, pairs } from './echarts-drawing.js';
import { visibleText } from './visible-text.js';

type Points = Extract<Mark, { kind: 'points' }>;

/** Dots, with their names beside them. */
export function pointSeries({ x, y, tone, names }: Points, { palette, along, position }: Drawing) {
  const color = palette.tones[tone];
  const left = x.map(along);
  const top = y.map(position);
  return {
    type: 'line',
    data: pairs(x, top).map((value, index) => ({
      value,
      label: {
        position: left[index]! > 0.5 ? 'left' : 'right',
        offset: [0, -LABEL_LINE * neighboursBefore(left, top, index)],
      },
    })),
    symbol: 'circle',
    showSymbol: true,
    symbolSize: 7,
    itemStyle: { color },
    lineStyle: { width: 0 },
    emphasis: { disabled: true },
    ...(names && {
      label: {
        show: true,
        color,
        fontSize: 12,
        formatter: ({ dataIndex }: { readonly dataIndex: number }) =>
          visibleText(names[dataIndex] ?? ''),
      },
    }),
  };
}

/** Pixels from one name to the next above it. */
const LABEL_LINE = 15;

/** Earlier points so close that their names would touch, in shares of the plot's width and height. */
const neighboursBefore = (left: Float64Array, top: Float64Array, index: number) =>
  [...left.subarray(0, index).keys()].filter(
    (other) =>
      Math.abs(left[other]! - left[index]!) < 0.1 && Math.abs(top[other]! - top[index]!) < 0.08,
  ).length;
