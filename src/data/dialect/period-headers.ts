import { monthOfWord } from '../calendar/month-names.js';
import { quarterOfName, romanQuarters } from '../calendar/quarter-names.js';

/** A month or a quarter that stands below its year, as it is written behind it; null for other texts. */
function partOfYear(cell: string): string | null {
  const text = cell.trim();
  const numeral = romanQuarters.indexOf(text) + 1;
  const quarter = numeral > 0 ? numeral : quarterOfName(text);
  if (!Number.isNaN(quarter)) return `Q${quarter}`;
  return monthOfWord(text) ? text : null;
}

/** At least this many parts of years make a row one of them. */
const MIN_PARTS = 3;

/** Whether a row names the quarters or months of the years above it. */
export const namesParts = (cells: readonly string[]) =>
  cells.filter((cell) => partOfYear(cell) !== null).length >= MIN_PARTS;

/**
 * Header rows of which one has years, in every column or above the first of each year, and the next one
 * their quarters or months, with these two made one: `2010 Q1`.
 */
export function joinYears(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const at = rows.findIndex((row, i) => i > 0 && namesParts(row));
  if (at < 0) return rows;
  const [above, below] = [rows[at - 1]!, rows[at]!];
  let year = '';
  const joined = below.map((cell, j) => {
    const text = (above[j] ?? '').trim();
    if (text !== '') year = /^(?:1[5-9]|20)\d\d(?!\d)/.exec(text)?.[0] ?? '';
    const part = partOfYear(cell);
    return part === null ? text || cell : year && `${year} ${part}`;
  });
  return joined.includes('') &&
    below.some((cell, j) => partOfYear(cell) !== null && joined[j] === '')
    ? rows
    : [...rows.slice(0, at - 1), joined, ...rows.slice(at + 1)];
}
