import type { Column } from '../table.js';

/** A column of a block and the terminal columns it gets. */
export interface FittedColumn {
  readonly column: number;
  readonly width: number;
}

/** Below this many terminal columns text is no longer recognisable. */
const SHORTEST_TEXT = 8;
/** A sentence broken into shorter lines than this is a column of words. */
const SHORTEST_SENTENCE = 24;

/**
 * Shares out the terminal's width. Text columns give way first; what still does not fit side by
 * side goes into further blocks, each led by the key columns (the leading text columns).
 *
 * @param natural width each column would like
 * @param gap blanks between columns
 */
export function fitColumns(
  columns: readonly Column[],
  natural: readonly number[],
  width: number,
  gap: number,
): FittedColumn[][] {
  const room = Math.max(1, width);
  const all = columns.map((_, column) => column);
  if (total(all, natural, gap) <= room) return [place(all, natural)];

  const shrunk = shrinkText(columns, natural, room, gap);
  if (total(all, shrunk, gap) <= room) return [place(all, shrunk)];

  const keys = keyColumns(columns, natural, room, gap);
  const rest = all.slice(keys.length);
  const blocks: FittedColumn[][] = [];
  let block: FittedColumn[] = [...keys];
  let used = keys.reduce((sum, { width: own }) => sum + own + gap, 0);
  for (const column of rest) {
    const own = Math.min(natural[column]!, Math.max(1, room - keyWidth(keys, gap)));
    if (used + own > room && block.length > keys.length) {
      blocks.push(block);
      block = [...keys];
      used = keyWidth(keys, gap);
    }
    block.push({ column, width: own });
    used += own + gap;
  }
  return [...blocks, block];
}

const total = (columns: readonly number[], widths: readonly number[], gap: number) =>
  columns.reduce((sum, column) => sum + widths[column]!, gap * (columns.length - 1));

const place = (columns: readonly number[], widths: readonly number[]): FittedColumn[] =>
  columns.map((column) => ({ column, width: widths[column]! }));

const keyWidth = (keys: readonly FittedColumn[], gap: number) =>
  keys.reduce((sum, { width }) => sum + width + gap, 0);

/** Takes from columns of sentences, then from the widest text column, until the line fits. */
function shrinkText(
  columns: readonly Column[],
  natural: readonly number[],
  room: number,
  gap: number,
): number[] {
  const widths = [...natural];
  const texts = columns.flatMap((column, index) => (column.align === 'left' ? [index] : []));
  const sentences = texts.filter((index) => columns[index]!.wrap);
  const excess = total([...widths.keys()], widths, gap) - room;
  const left = takeFromWidest(widths, sentences, SHORTEST_SENTENCE, excess);
  takeFromWidest(widths, texts, SHORTEST_TEXT, left);
  return widths;
}

/** Narrows the widest of `columns`, one terminal column at a time; returns what could not be taken. */
function takeFromWidest(
  widths: number[],
  columns: readonly number[],
  shortest: number,
  excess: number,
): number {
  let left = excess;
  for (; left > 0; left--) {
    const widest = columns.reduce(
      (best, index) => (best < 0 || widths[index]! > widths[best]! ? index : best),
      -1,
    );
    if (widest < 0 || widths[widest]! <= shortest) break;
    widths[widest]! -= 1;
  }
  return left;
}

/** The leading text columns, as far as they leave at least half of the room for the numbers. */
function keyColumns(
  columns: readonly Column[],
  natural: readonly number[],
  room: number,
  gap: number,
): FittedColumn[] {
  const keys: FittedColumn[] = [];
  let left = Math.floor(room / 2);
  for (const [column, { align }] of columns.entries()) {
    if (align !== 'left' || keys.length === columns.length - 1) break;
    const width = Math.min(natural[column]!, keys.length === 0 ? Math.max(1, left) : 24);
    if (width > left) break;
    keys.push({ column, width });
    left -= width + gap;
  }
  return keys;
}
