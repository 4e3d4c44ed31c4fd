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

/** A picture stands alone and has its title; on a page it stands above, and only a screen has a mouse. */
export type Place = 'picture' | 'screen' | 'paper';

export interface OptionSettings {
  readonly palette: Palette;
  readonly width: number;
  readonly height: number;
  /** Where it is drawn for: a page has title and caption of its own, a screen tooltip and zoom. */
  readonly place: Place;
}
