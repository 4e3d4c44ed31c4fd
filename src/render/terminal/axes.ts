import type { Tick } from '../number-ticks.js';
import type { Scale } from '../scale.js';
import { textWidth } from '../text-width.js';

/** The characters of a chart's frame. */
export interface FrameGlyphs {
  readonly side: string;
  readonly sideTick: string;
  readonly corner: string;
  readonly bottom: string;
  readonly bottomTick: string;
}

export const unicodeFrame: FrameGlyphs = {
  side: '│',
  sideTick: '┤',
  corner: '└',
  bottom: '─',
  bottomTick: '┬',
};

export const asciiFrame: FrameGlyphs = {
  side: '|',
  sideTick: '+',
  corner: '+',
  bottom: '-',
  bottomTick: '+',
};

/** Label and frame character of every plot row, the top first; labels are right-aligned. */
export function yAxisRows(scale: Scale, rows: number, frame: FrameGlyphs): string[] {
  const width = labelWidth(scale.ticks);
  const labels = new Map<number, string>();
  for (const { value, label } of scale.ticks) {
    const row = Math.round((1 - scale.at(value)) * rows - 0.5);
    const kept = Math.min(rows - 1, Math.max(0, row));
    if (!labels.has(kept)) labels.set(kept, label);
  }
  return Array.from({ length: rows }, (_, row) => {
    const label = labels.get(row);
    return `${(label ?? '').padStart(width)} ${label === undefined ? frame.side : frame.sideTick}`;
  });
}

/** Columns that the labels of an axis need. */
export const labelWidth = (ticks: readonly Tick[]) =>
  ticks.reduce((width, { label }) => Math.max(width, textWidth(label)), 0);

/** The lines below the plot: the frame with its ticks, their labels, and what the labels leave out. */
export function xAxisLines(
  scale: Scale,
  columns: number,
  indent: number,
  frame: FrameGlyphs,
): string[] {
  const placed = scale.ticks.map((tick) => ({
    ...tick,
    column: Math.round(scale.at(tick.value) * (columns - 1)),
  }));
  const line = Array.from({ length: columns }, () => frame.bottom);
  for (const { column } of placed) line[column] = frame.bottomTick;

  const labels = textLine(columns, indent);
  const contexts = textLine(columns, indent);
  let context = '';
  for (const tick of placed) {
    labels.write(tick.column, tick.label);
    const next = tick.context ?? '';
    if (next !== context && contexts.write(tick.column, next)) context = next;
  }
  return [
    `${' '.repeat(indent - 1)}${frame.corner}${line.join('')}`,
    labels.text(),
    ...(contexts.text() === '' ? [] : [contexts.text()]),
  ];
}

/** A line of labels centred under their columns; one that would touch another is left out. */
function textLine(columns: number, indent: number) {
  let written = '';
  return {
    write(column: number, label: string): boolean {
      const centred = indent + column - Math.floor((label.length - 1) / 2);
      const start = Math.max(0, Math.min(centred, indent + columns - label.length));
      const free = written === '' ? 0 : written.length + 1;
      if (start < free) return false;
      written = written.padEnd(start) + label;
      return true;
    },
    text: () => written,
  };
}
