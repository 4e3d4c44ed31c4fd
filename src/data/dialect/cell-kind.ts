import { templateOf } from '../cells/long-cells.js';
import { isMissingText } from '../cells/missing.js';
import { numberReading } from '../cells/numbers.js';
import { clockReading, dateReadings } from '../times/time-template.js';

export type CellKind = 'empty' | 'number' | 'time' | 'text';

/** What one cell looks like on its own, before any column is known. */
export function cellKind(text: string): CellKind {
  if (isMissingText(text)) return 'empty';
  if (text.length > 90) return 'text';
  const template = templateOf(text);
  const cached = kinds.get(template);
  if (cached) return cached;
  const kind = kindOf(template);
  if (kinds.size > 20_000) kinds.clear();
  kinds.set(template, kind);
  return kind;
}

/** Several of both marks: a row of numbers, cut at another delimiter than its own. */
const isRow = (template: string) => [',', '.'].every((mark) => template.split(mark).length > 3);

/** Kinds depend on the template alone; samples repeat few. */
const kinds = new Map<string, CellKind>();

function kindOf(template: string): CellKind {
  if (isRow(template)) return 'text';
  if (numberReading(template, '.') ?? numberReading(template, ',')) return 'number';
  return dateReadings(template).length > 0 || clockReading(template) ? 'time' : 'text';
}

/** Whether a cell may be a name: a word, and `Missing` and `m` are words too. */
export const isWord = (cell: string): boolean =>
  cellKind(cell) === 'text' || (cellKind(cell) === 'empty' && /\p{L}/u.test(cell));
