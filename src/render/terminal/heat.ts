import { visibleText } from '../../visible-text.js';
import type { Chart, Mark, Tone } from '../chart.js';
import type { RenderSettings } from '../output-format.js';
import { clip, pad, textWidth } from '../text-width.js';

type Heat = Extract<Mark, { kind: 'heat' }>;

/** Glyphs from weak to strong; the two signs differ without colour too. */
const RAISES = { unicode: [' ', '░', '▒', '▓', '█'], ascii: [' ', '.', 'o', 'O', '#'] };
const LOWERS = { unicode: [' ', '·', '-', '=', '≡'], ascii: [' ', ',', '-', '=', '%'] };

/**
 * A line a row of cells. Cells that do not fit side by side share a character, which shows the strongest
 * of them.
 */
export function renderTerminalHeat(
  chart: Chart,
  categories: readonly string[],
  settings: RenderSettings,
): string[] {
  const ellipsis = settings.unicode ? '…' : '~';
  const names = categories.map(visibleText);
  const most = Math.max(1, Math.floor(settings.width * 0.4));
  const widest = names.reduce((width, name) => Math.max(width, textWidth(name)), 0);
  const labelWidth = Math.min(most, widest);
  const room = Math.max(1, settings.width - labelWidth - 1);
  const heats = chart.marks.filter((mark): mark is Heat => mark.kind === 'heat');
  const lines = heats.flatMap((heat) =>
    names.map((name, row) => {
      const label = pad(clip(name, labelWidth, ellipsis), labelWidth, 'left');
      return `${label} ${cellsText(heat, heat.rows[row]!, room, settings)}`.trimEnd();
    }),
  );
  const first = heats[0];
  if (!first) return lines;
  return [...lines, ...axisLines(chart, first, labelWidth, room), legend(first, settings)];
}

function cellsText(heat: Heat, values: Float64Array, room: number, settings: RenderSettings) {
  const set = settings.unicode ? 'unicode' : 'ascii';
  return strongest(values, room)
    .map((value) => {
      const glyphs = value < 0 ? LOWERS[set] : RAISES[set];
      const level = Number.isNaN(value) ? 0 : Math.round(Math.abs(value) * (glyphs.length - 1));
      const tone: Tone = value < 0 ? heat.lowTone : heat.tone;
      return level === 0 ? ' ' : settings.paint(tone, glyphs[level]!);
    })
    .join('');
}

/** At most `room` values; each the largest in size of its neighbours. */
function strongest(values: Float64Array, room: number): number[] {
  const share = Math.max(1, values.length / room);
  return Array.from({ length: Math.ceil(values.length / share) }, (_, cell) =>
    values
      .subarray(Math.floor(cell * share), Math.max(1, Math.floor((cell + 1) * share)))
      .reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0),
  );
}

/** The first and the last place under the cells, and what they count. */
function axisLines({ x }: Chart, heat: Heat, labelWidth: number, room: number): string[] {
  const [first, last] = [String(heat.x[0] ?? ''), String(heat.x.at(-1) ?? '')];
  const width = Math.min(room, heat.x.length);
  const gap = ' '.repeat(Math.max(1, width - first.length - last.length));
  return [`${' '.repeat(labelWidth + 1)}${first}${gap}${last}`, `x: ${visibleText(x.label)}`];
}

function legend({ tone, lowTone }: Heat, { unicode, paint }: RenderSettings): string {
  const set = unicode ? 'unicode' : 'ascii';
  const raises = paint(tone, RAISES[set].join('').trim());
  const lowers = paint(lowTone, LOWERS[set].join('').trim());
  return `${raises} raises   ${lowers} lowers`;
}
