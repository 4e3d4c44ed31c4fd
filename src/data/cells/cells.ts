/**
 * A column of raw cells, kept without keeping their text. Every cell is split into its template (the
 * text with each run of digits replaced by a mark for the run's length) and its digits read as one
 * integer. `12.8` is template `▯▯.▯` with digits 128, `2012-01-05` is `▯▯▯▯-▯▯-▯▯` with 20120105.
 * Real columns have few templates, so memory grows with the numbers; nothing is lost, so every
 * decision (decimal mark, date order, missing marks) can wait until the whole column is there; and
 * it is made on a handful of templates instead of a million cells.
 */

/** Marks for a run of 1 to 15 digits are the code units RUN + 1 to RUN + 15 (private use area). */
export const RUN = 0xe000;
/** The last code unit with a meaning of its own in templates: in cells it is a character nobody knows. */
export const RUN_END = 0xe01f;
/** Digits that a double holds exactly. Longer numbers are kept as doubles, other cells use two. */
export const MAX_DIGITS = 15;
/** First unit of a template whose digits are a finished number; `0,0` after it tells the mark. */
export const LONG = 0xe01e;
/** Template of the cells of a column of text that was too varied to be kept. */
export const UNKEPT = '\ue01dtext not kept';

export interface CellColumn {
  readonly length: number;
  /** Index into `templates`; template 0 is the empty cell. // (length) */
  readonly codes: Uint16Array | Uint32Array;
  /** The digits of the cell, the first 15 of them, as one integer. // (length) */
  readonly digits: Float64Array;
  /** The digits beyond the first 15; null when no cell has as many. // (length) */
  readonly more: Float64Array | null;
  readonly templates: readonly string[];
  /** How many cells have each template. // (templates) */
  readonly counts: readonly number[];
}

/** The lengths of the runs of digits of a template, in order. */
export function runsOf(template: string): number[] {
  const runs: number[] = [];
  for (let i = 0; i < template.length; i++) {
    const unit = template.charCodeAt(i);
    if (unit > RUN && unit <= RUN + MAX_DIGITS) runs.push(unit - RUN);
  }
  return runs;
}

/** The same for cells of a column that are the same, without making their text. */
export const cellKey = ({ codes, digits }: CellColumn, row: number): string =>
  `${codes[row]}/${digits[row]}`;

/** The cell's text as it was in the file (numbers of more than 15 digits in their shortest form). */
export function cellText(column: CellColumn, row: number): string {
  const template = column.templates[column.codes[row]!]!;
  return writtenCell(template, column.digits[row]!, column.more?.[row] ?? 0);
}

/** A template with its digits put in again. */
export function writtenCell(template: string, digits: number, more: number): string {
  if (template.charCodeAt(0) === LONG) {
    return template.includes(',') ? String(digits).replace('.', ',') : String(digits);
  }
  const count = runsOf(template).reduce((sum, run) => sum + run, 0);
  if (count === 0) return template;
  return fillTemplate(template, digitsText(digits, more, count));
}

/** All `count` digits of a cell, leading zeros included. */
function digitsText(digits: number, more: number, count: number): string {
  const first = digits.toFixed(0).padStart(Math.min(count, MAX_DIGITS), '0');
  return count > MAX_DIGITS ? first + more.toFixed(0).padStart(count - MAX_DIGITS, '0') : first;
}

function fillTemplate(template: string, digits: string): string {
  let text = '';
  let at = 0;
  for (let i = 0; i < template.length; i++) {
    const unit = template.charCodeAt(i);
    if (unit > RUN && unit <= RUN + MAX_DIGITS) {
      text += digits.slice(at, at + unit - RUN);
      at += unit - RUN;
    } else {
      text += template[i];
    }
  }
  return text;
}
