import { soundsLikeTime } from '../cells/column-names.js';
import { isWord } from './cell-kind.js';
import { joinYears } from './period-headers.js';

/**
 * One name a column out of one or more header rows. A row that fills its first cell only names the
 * index (as pandas writes). A row that tells all columns apart names them alone: the one whose first
 * cell speaks of time before the top one. Years and what stands below them are one row. Otherwise the
 * rows are joined from top to bottom.
 */
export function joinNames(found: readonly (readonly string[])[], width: number): string[] {
  const rows = joinYears(found);
  const cellsOf = (row: readonly string[] | undefined) =>
    Array.from({ length: width }, (_, j) => row?.[j] ?? '');
  // Above the first row that names several columns stand titles.
  const several = rows.findIndex((row) => row.filter((cell) => cell !== '').length > 1);
  const top = Math.max(0, several < 0 ? rows.findIndex((row) => !namesFirstOnly(row)) : several);
  const naming = rows.slice(top);
  if (naming.length <= 1) return cellsOf(naming[0]);
  const last = naming.at(-1)!;
  const indexRow = namesFirstOnly(last) && soundsLikeTime(last[0]!) ? last : undefined;
  const all = naming.filter((row) => row !== indexRow).map(cellsOf);
  // Dates and numbers (of release, of multipliers) name nothing; one in ten may be a version.
  const worded = all.filter(
    (row) => row.filter((cell) => cell !== '' && !isWord(cell)).length <= width / 10,
  );
  const levels = worded.length > 0 ? worded : all;
  const telling = levels.filter(tellsApart);
  const single =
    telling.find((row) => soundsLikeTime(row[0]!)) ??
    (levels[0] && telling.includes(levels[0]) ? levels[0] : undefined);
  const names = single ? [...single] : joinLevels(levels, width);
  if (indexRow) names[0] = indexRow[0]!;
  return names;
}

const namesFirstOnly = (row: readonly string[]) =>
  row[0] !== '' && row.slice(1).every((cell) => cell === '');

const tellsApart = (row: readonly string[]) => {
  const cells = row.slice(1);
  return cells.every((cell) => cell !== '') && new Set(cells).size === cells.length;
};

function joinLevels(levels: readonly (readonly string[])[], width: number): string[] {
  // A level that says the same of every column says nothing of one, unless it is all that is said.
  const constant = levels.map((level) => {
    const cells = level.slice(1);
    return width > 2 && cells.every((cell) => cell !== '' && cell === cells[0]);
  });
  return Array.from({ length: width }, (_, j) => {
    const parts = (skip: boolean) =>
      [
        ...new Set(levels.filter((_level, i) => !(skip && constant[i])).map((level) => level[j]!)),
      ].filter((cell) => cell !== '');
    const telling = parts(true);
    return (telling.length > 0 ? telling : parts(false).slice(-1)).join(' ');
  });
}

/** Names for all: `column3` where there is none, `close (2)` for the second of one name. */
export function uniqueNames(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((raw, j) => {
    const name = raw.replace(/\s+/g, ' ').trim() || `column${j + 1}`;
    let unique = name;
    for (let n = 2; used.has(unique); n++) unique = `${name} (${n})`;
    used.add(unique);
    return unique;
  });
}
