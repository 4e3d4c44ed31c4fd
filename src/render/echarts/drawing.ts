import type { Palette } from './palette.js';

/** What every series needs to know of the chart that it is in. */
export interface Drawing {
  readonly palette: Palette;
  /** Where a y value lies on ECharts' axis (see `echarts-axes.ts`). */
  readonly position: (value: number) => number;
}

/** Points as ECharts takes them. */
export const pairs = (x: Float64Array, y: Float64Array) =>
  Array.from(x, (value, index) => [value, missingAsDash(y[index]!)]);

/** ECharts' missing value: it breaks a line. */
export const missingAsDash = (value: number) => (Number.isFinite(value) ? value : '-');

export interface OptionSettings {
  readonly palette: Palette;
  readonly width: number;
  readonly height: number;
  /** On a page: tooltip and zoom, while title and caption are the page's own. */
  readonly interactive: boolean;
}
