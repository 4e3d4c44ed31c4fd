import type { RenderSettings } from '../../src/render/output-format.js';
import { plainPainter } from '../../src/render/painter.js';

/** Settings without colour at a width. */
export const plainSettings = (width: number, unicode = true): RenderSettings => ({
  width,
  unicode,
  paint: plainPainter,
  rawText: false,
});
