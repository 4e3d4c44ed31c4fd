import type { Tone } from './chart.js';

/** What a piece of terminal text is for; the command line decides how each looks. */
export type Style = Tone | 'title' | 'header' | 'strong' | 'faint';

/** Wraps text in the colour codes of a style; must not change its width. */
export type Painter = (style: Style, text: string) => string;

/** No colour: pipes, files, `NO_COLOR`. */
export const plainPainter: Painter = (_style, text) => text;
