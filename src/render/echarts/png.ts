import { fileURLToPath } from 'node:url';
import type { Chart } from '../chart.js';
import { renderSvg, type SvgSettings } from './svg.js';

export interface PngSettings extends SvgSettings {
  /** Pixels of the picture for each pixel of the drawing: 2 is sharp on today's screens. */
  readonly scale?: number;
}

/** The build puts them there. */
const FONTS = ['Regular', 'SemiBold'].map((weight) =>
  fileURLToPath(new URL(`../../../dist/fonts/OpenSans-${weight}.ttf`, import.meta.url)),
);

/** Everything but the scripts that Open Sans has, and the punctuation and signs that charts use. */
const FOREIGN =
  /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Common}\p{Script=Inherited}]/gu;

/**
 * The chart as a PNG file. The font comes with gatecast, so the text is right, and the bytes are the
 * same, on machines without fonts. Only a chart with other scripts (such as Chinese) looks for fonts
 * of the machine; where it has none, those characters are written as escapes rather than lost.
 */
export async function renderPng(chart: Chart, settings: PngSettings = {}): Promise<Uint8Array> {
  const svg = await renderSvg(chart, settings);
  const { Resvg } = await import('@resvg/resvg-js');
  const foreign = svg.match(FOREIGN) ?? [];
  const font = {
    fontFiles: FONTS,
    loadSystemFonts: foreign.length > 0,
    defaultFontFamily: 'Open Sans',
  };
  const isDrawable = (text: string) => new Resvg(textPicture(text), { font }).innerBBox();
  const drawn =
    foreign.length === 0 || isDrawable(foreign.join('')) ? svg : svg.replaceAll(FOREIGN, escaped);
  const fitTo = { mode: 'zoom', value: settings.scale ?? 2 } as const;
  return new Resvg(drawn, { fitTo, font }).render().asPng();
}

const textPicture = (text: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="50"><text y="40">${text}</text></svg>`;

const escaped = (character: string) => `\\u${character.codePointAt(0)!.toString(16)}`;
