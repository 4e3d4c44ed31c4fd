import { visibleText } from '../../visible-text.js';
import type { Chart, Tone } from '../chart.js';
import { numberFormat } from '../number-format.js';
import type { RenderSettings } from '../output-format.js';
import { clip, pad, textWidth } from '../text-width.js';

/** Eighths of a cell, filled from the left. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

interface Bar {
  readonly label: string;
  readonly tone: Tone;
  readonly value: number;
}

/**
 * Horizontal bars, one line each: label, bar, value. Several bar marks are drawn one under another
 * for each category. Bars start at zero; negative ones lie to the left of it.
 */
export function renderTerminalBars(
  chart: Chart,
  categories: readonly string[],
  settings: RenderSettings,
): string[] {
  const ellipsis = settings.unicode ? '…' : '~';
  const bars = barsOf(chart, categories);
  const values = bars.map(({ value }) => value).filter(Number.isFinite);
  const format = numberFormat(values);
  const numbers = bars.map(({ value }) => format(value));
  const numberWidth = widest(numbers);
  const labelWidth = Math.min(
    widest(bars.map(({ label }) => label)),
    Math.max(1, Math.floor((settings.width - numberWidth) * 0.4)),
  );
  const room = Math.max(1, settings.width - labelWidth - numberWidth - 2);
  const low = values.reduce((least, value) => Math.min(least, value), 0);
  const high = values.reduce((most, value) => Math.max(most, value), 0);
  return bars.map(({ label, tone, value }, index) => {
    const name = pad(clip(label, labelWidth, ellipsis), labelWidth, 'left');
    const { before, bar } = barText(value, low, high, room, settings.unicode);
    const drawn = bar === '' ? '' : settings.paint(tone, bar);
    return `${name} ${before}${drawn} ${numbers[index]!}`.trimEnd();
  });
}

/** The bars in drawing order; of several in one category only the first carries its name. */
function barsOf(chart: Chart, categories: readonly string[]): Bar[] {
  const marks = chart.marks.filter((mark) => mark.kind === 'bars');
  const names = categories.map(visibleText);
  const nameWidth = widest(names);
  return names.flatMap((name, position) =>
    marks.flatMap((mark, index): Bar[] => {
      const at = mark.x.indexOf(position);
      if (at < 0) return [];
      const shown = pad(index === 0 ? name : '', nameWidth, 'left');
      const label = marks.length > 1 ? `${shown} ${visibleText(mark.label)}` : name;
      return [{ label, tone: mark.tone, value: mark.y[at]! }];
    }),
  );
}

const widest = (texts: readonly string[]) =>
  texts.reduce((width, text) => Math.max(width, textWidth(text)), 0);

/** Blanks before a bar, and the bar: between zero and the value on an axis of `room` cells. */
function barText(
  value: number,
  low: number,
  high: number,
  room: number,
  unicode: boolean,
): { before: string; bar: string } {
  if (!Number.isFinite(value) || high === low) return { before: '', bar: '' };
  const at = (position: number) => ((position - low) / (high - low)) * room;
  const zero = Math.round(at(0));
  if (value < 0) {
    const start = Math.round(at(value));
    return { before: ' '.repeat(start), bar: (unicode ? '█' : '#').repeat(zero - start) };
  }
  const length = Math.max(0, at(value) - at(0));
  const whole = Math.min(room - zero, Math.floor(length));
  const rest = unicode && whole < room - zero ? EIGHTHS[Math.floor((length - whole) * 8)]! : '';
  const bar = unicode ? '█'.repeat(whole) + rest : '#'.repeat(Math.round(length));
  return { before: ' '.repeat(zero), bar: bar.slice(0, room - zero) };
}
