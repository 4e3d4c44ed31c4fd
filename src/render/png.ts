import { createRequire } from 'node:module';
import type { Chart } from '../charts/chart.js';
import { renderSvg, type SvgSettings } from './svg.js';

export interface PngSettings extends SvgSettings {
  /** Pixels of the picture for each pixel of the drawing: 2 is sharp on today's screens. */
  readonly scale?: number;
}

const FONTS = [
  '@expo-google-fonts/open-sans/400Regular/OpenSans_400Regular.ttf',
  '@expo-google-fonts/open-sans/600SemiBold/OpenSans_600SemiBold.ttf',
];

/** Scripts that Open Sans has, with the punctuation and signs that charts use. */
const COVERED =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Common}\p{Script=Inherited}]*$/u;

/**
 * The chart as a PNG file. The font comes from a package, so the text is right, and the bytes are the
 * same, on machines without fonts; only a chart with other scripts (such as Chinese) also looks for
 * fonts of the machine.
 */
export async function renderPng(chart: Chart, settings: PngSettings = {}): Promise<Uint8Array> {
  const svg = await renderSvg(chart, settings);
  const { Resvg } = await import('@resvg/resvg-js');
  const { resolve } = createRequire(import.meta.url);
  const picture = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: settings.scale ?? 2 },
    font: {
      fontFiles: FONTS.map((file) => resolve(file)),
      loadSystemFonts: !COVERED.test(svg),
      defaultFontFamily: 'Open Sans',
    },
  });
  return picture.render().asPng();
}
