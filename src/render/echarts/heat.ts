import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts';
import type { Mark } from '../chart.js';
import type { Drawing } from './drawing.js';

type Heat = Extract<Mark, { kind: 'heat' }>;

/** A rectangle a cell: its colour is the sign, its opacity the size. */
export function heatSeries({ x, rows, tone, lowTone }: Heat, { palette, position }: Drawing) {
  const cells = rows.flatMap((values, row) =>
    [...values.keys()]
      .filter((column) => Number.isFinite(values[column]!))
      .map((column) => ({ row, column, value: values[column]! })),
  );
  const height = 1 / Math.max(1, rows.length);
  return {
    type: 'custom',
    data: cells.map(({ row, column }) => [x[column]!, position(row)]),
    silent: true,
    clip: true,
    renderItem({ dataIndex }: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) {
      const { row, column, value } = cells[dataIndex]!;
      const centre = position(row);
      // Half a step to either side, and a little air between the rows.
      const [left = 0, top = 0] = api.coord([x[column]! - 0.5, centre + height * 0.45]);
      const [right = 0, bottom = 0] = api.coord([x[column]! + 0.5, centre - height * 0.45]);
      return {
        type: 'rect',
        shape: { x: left, y: top, width: right - left, height: bottom - top },
        style: { fill: palette.tones[value < 0 ? lowTone : tone], opacity: Math.abs(value) },
      };
    },
  };
}
