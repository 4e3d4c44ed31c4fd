import type { Chart } from '../chart.js';
import { echartsOption } from './option.js';
import { lightPalette, type Palette } from './palette.js';

export interface SvgSettings {
  /** Pixels; 960 × 480 by default. */
  readonly width?: number;
  readonly height?: number;
  readonly palette?: Palette;
  /** Starts every id inside the picture, so that several fit on one page. */
  readonly idPrefix?: string;
}

const BAR_HEIGHT = 34;

/** The chart as a stand-alone SVG document; the same chart gives the same bytes. */
export async function renderSvg(chart: Chart, settings: SvgSettings = {}): Promise<string> {
  const { width = 960, palette = lightPalette, idPrefix = 'gatecast' } = settings;
  const height = settings.height ?? naturalHeight(chart);
  const { init } = await import('./modules.js');
  const instance = init(null, null, { renderer: 'svg', ssr: true, width, height });
  instance.setOption(echartsOption(chart, { palette, width, height, place: 'picture' }));
  const svg = instance.renderToSVGString();
  instance.dispose();
  return `${stableIds(svg, idPrefix)}\n`;
}

/** Bars need room for each; other charts have one shape. */
export function naturalHeight({ x, marks }: Chart): number {
  if (x.kind !== 'category') return 480;
  const bars = marks.filter(({ kind }) => kind === 'bars').length;
  return 110 + BAR_HEIGHT * x.categories.length * Math.max(1, bars);
}

/**
 * Without ECharts' rules for the mouse, which a picture has no use for, and with ids that do not
 * depend on how many charts the process has drawn before.
 */
const stableIds = (svg: string, prefix: string) =>
  svg
    .replace(/<style[^>]*>[\s\S]*?<\/style>\s*/, '')
    .replaceAll(/ (?:class="zr[^"]*"|pointer-events="visible")/g, '')
    .replaceAll(/\bzr\d+-/g, `${prefix}-`);
