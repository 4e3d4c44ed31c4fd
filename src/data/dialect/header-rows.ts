import { soundsLikeTime } from '../cells/column-names.js';
import { cellKind, isWord } from './cell-kind.js';
import type { Dialect } from './dialect.js';
import { namesParts } from './period-headers.js';
import { sampleRecords } from './records.js';
import { describe, firstBroken, type Region, type Row } from './regions.js';

/** Whether a row begins with the mark of remarks. */
export const isRemark = (row: Row, dialect: Dialect) =>
  dialect.comment !== null && (row.cells[0] ?? '').startsWith(dialect.comment);

/**
 * A remark right above data is their header when it has as many cells: `#date value`. A remark of as
 * many words above it belongs to it: names above units.
 */
export function headerRemarks(lines: readonly string[], dialect: Dialect): readonly number[] {
  const { comment } = dialect;
  if (comment === null) return [];
  // An empty remark may stand between the names and the data.
  const full = lines.flatMap((line, i) =>
    line.trim() === '' || line.trim() === comment ? [] : [{ line, i }],
  );
  const at = full.findIndex(({ line }, place) => {
    const below = full[place + 1]?.line;
    return (
      line.startsWith(comment) &&
      below !== undefined &&
      !below.startsWith(comment) &&
      namesCells(line, below, dialect)
    );
  });
  const found = full[at];
  if (!found) return [];
  const above = full[at - 1];
  const both = above?.line.startsWith(comment) && isSecondHeader(above.line, found.line, dialect);
  return both ? [above!.i, found.i] : [found.i];
}

/** Fewer words may stand above others by chance. */
const MIN_WORDS = 4;

function isSecondHeader(above: string, names: string, dialect: Dialect): boolean {
  const [first, second] = sampleRecords([above, names], dialect).map((record) => describe(record));
  if (!first || !second || first.cells.length < MIN_WORDS) return false;
  const isWords = ({ cells }: Row) => cells.every(isWord);
  return first.cells.length === second.cells.length && isWords(first) && isWords(second);
}

function namesCells(line: string, below: string, dialect: Dialect): boolean {
  const [remark, data] = sampleRecords([line, below], dialect);
  if (!remark || !data || data.cells.length < 2) return false;
  const kinds = data.cells.map((cell) => cellKind(cell));
  const names = cleanHeader(describe(remark), dialect).length;
  // The mark of remarks may be a name: of the column that numbers the rows.
  const numbered = remark.cells[0] === dialect.comment ? 1 : 0;
  return (
    kinds.some((kind) => kind === 'number' || kind === 'time') &&
    (names === data.cells.length || names + numbered === data.cells.length)
  );
}

/** A header's cells without the mark of a remark and a byte order mark. */
export function cleanHeader(row: Row, dialect: Dialect): string[] {
  const cells = row.cells.map((cell) => cell.replace(/^\ufeff/, '').trim());
  if (!isRemark(row, dialect)) return cells;
  const first = cells[0]!.slice(dialect.comment!.length).trim();
  return first === '' ? cells.slice(1) : [first, ...cells.slice(1)];
}

/** A header with an empty cell too many does not make the table wider. */
export function neededWidth(header: Row, width: number, dialect: Dialect): number {
  const cells = cleanHeader(header, dialect);
  const named = cells.filter((cell) => cell !== '').length;
  return named <= width ? width : header.filled - (header.cells.length - cells.length);
}

/** More rows above the data than this are no header. */
export const MAX_HEADERS = 12;

/** The rows that name the columns: those right above the data, or its first row. */
export function headerRows(
  rows: readonly Row[],
  region: Region,
  regions: readonly Region[],
  certain: boolean,
): Row[] {
  const above = regions.filter(
    (other) => other !== region && other.count > 1 && other.to < region.from,
  );
  const floor = Math.max(-1, ...above.map((other) => other.to));
  const headers: Row[] = [];
  for (let i = firstBroken(rows, region) - 1; i > floor; i--) {
    const row = rows[i]!;
    if (row.blank) {
      // A row of nothing but delimiters belongs to a header whose lowest row names too few columns.
      const within = row.cells.length === region.width && headers[0]?.cells[0]?.trim() === '';
      if (headers.length > 0 && !within) break;
      continue;
    }
    if (!mayName(row, region, headers.length)) break;
    headers.unshift(row);
    if (headers.length === MAX_HEADERS) break;
  }
  const names = headers.slice(lastKeyed(headers) + 1);
  const first = rows[region.from]!;
  const rest = rows.slice(region.from + 1, region.to + 1).filter((row) => !row.blank);
  // Years are numbers, and stand above the quarters or months that are none.
  if (rest[0] && namesParts(rest[0].cells)) return [...names, first, rest[0]];
  const named = (row: Row) => row.cells.filter((cell) => cell.trim() !== '').length;
  if (region.width > 1 && names.length > 0 && names.every((row) => named(row) === 1))
    return namesColumns(first, rest) ? [...names, first] : names;
  if (names.length > 0) return names;
  return certain || namesColumns(first, rest) ? [first] : [];
}

/** The last of several rows that begin with one key, as `station,id,…`, `station,name,…` do: they name no columns. */
export function lastKeyed(rows: readonly Row[]): number {
  const keyOf = (row: Row | undefined) => row?.cells[0]?.trim();
  const alike = rows.flatMap((row, i) =>
    keyOf(row) && (keyOf(row) === keyOf(rows[i - 1]) || keyOf(row) === keyOf(rows[i + 1]))
      ? [i]
      : [],
  );
  return alike.length < MIN_KEYED ? -1 : alike.at(-1)!;
}

/** Two headers may well begin alike. */
const MIN_KEYED = 3;

function mayName(row: Row, { width }: Region, found: number): boolean {
  const exact = row.cells.length === width || row.filled === width || row.filled === width - 1;
  // Names right above the data, the last of them of a column (of comments) that no row reaches.
  if (found === 0 && width > 1 && row.filled === width + 1 && row.cells.every(isWord)) return true;
  if (row.filled === 1 && row.cells.length === 1 && width > 1 && found > 0) return false;
  if (exact) return row.filled > 0;
  // A header that lost or won a delimiter.
  const near = Math.abs(row.cells.length - width) <= 2 && row.filled * 2 > width;
  return near && width > 3 && row.kinds.every((kind) => kind === 'text' || kind === 'empty');
}

/** Whether a row is of another nature than the rows below it, column by column. */
function namesColumns(first: Row, rest: readonly Row[]): boolean {
  if (first.kinds.every((kind) => kind === 'text') && rest.length === 0) return true;
  const below = rest.slice(0, 60);
  let unlike = 0;
  let alike = 0;
  let labels = 0;
  let numbered = 0;
  let overTimes = false;
  // Years that go on along the row, and not along the rows below it, are no counts.
  const goOn = yearsGoOn(first) && !below.some(yearsGoOn);
  const counted = countsOn(first) && !below.some(countsOn);
  first.kinds.forEach((kind, j) => {
    const kinds = below.map((row) => row.kinds[j] ?? 'empty').filter((other) => other !== 'empty');
    const values = kinds.filter((other) => other === 'number' || other === 'time').length;
    if (kinds.length === 0 || kind === 'empty') return;
    if (values * 2 > kinds.length) {
      if (kind === 'text') {
        unlike++;
        // Words over a column of nothing but times name it, whatever the other columns are called.
        if (kinds.length > 1 && kinds.every((other) => other === 'time')) overTimes = true;
      } else if (namesPeriod(first.cells[j]!, goOn, () => below.map((row) => row.cells[j] ?? '')))
        labels++;
      else if (counted && /^\d+$/.test(first.cells[j]!.trim())) numbered++;
      else alike++;
    }
  });
  if (overTimes) return true;
  // Numbered columns have names where a word stands among them: step,0,1,2,3.
  if (numbered > 0 && unlike > alike) return true;
  alike += numbered;
  if (unlike + alike + labels === 0)
    return first.kinds.every((kind) => kind === 'text') && hasUniqueCells(first);
  return unlike + (labels >= 2 ? labels : -labels) > alike;
}

/** A year, a month or a date as the name of a column: numbers below a date may look like years. */
function namesPeriod(text: string, goOn: boolean, below: () => readonly string[]): boolean {
  const isDate = (cell: string) => cellKind(cell) === 'time';
  if (isDate(text)) return !below().some(isDate);
  if (!isYear(text)) return false;
  return goOn || !below().some((cell) => isYear(cell) || isDate(cell));
}

const isYear = (text: string) => /^(?:1[5-9]|20)\d\d(?:\.(?:0[1-9]|1[0-2]))?$/.test(text.trim());

/** Whether most cells of a row are years, each one more, or one less, than the one before. */
const yearsGoOn = (row: Row) => goesOn(row, /^\s*\d{4}\s*$/, [1, -1]);

/** Whether most cells of a row count its columns. */
const countsOn = (row: Row) => goesOn(row, /^\s*\d{1,5}\s*$/, [1]);

function goesOn({ cells }: Row, form: RegExp, steps: readonly number[]): boolean {
  const numbers = cells.map((cell) => (form.test(cell) ? Number(cell) : Number.NaN));
  const most = Math.max(
    ...steps.map(
      (step) => numbers.filter((each, j) => j > 0 && each === numbers[j - 1]! + step).length,
    ),
  );
  return most >= Math.max(3, cells.length / 2);
}

const hasUniqueCells = (row: Row) =>
  new Set(row.cells).size === row.cells.length && row.kinds.every((kind) => kind !== 'empty');

/** The cell behind a date, where all rows have a time of day in it: one name may stand for both. */
function clockBehindDate(body: readonly Row[]): number {
  const { cells = [] } = body[0] ?? {};
  return cells.findIndex(
    (_, j) =>
      j > 0 &&
      body.every((row) => {
        const [date, clock] = [row.cells[j - 1] ?? '', row.cells[j] ?? ''];
        return /^\d{1,4}([-/.])\d\d?\1\d{1,4}$/.test(date) && /^\d\d?:\d\d(?::\d\d)?/.test(clock);
      }),
  );
}

/**
 * A header one cell short leaves the first column, an index, without a name (as R writes), or the
 * last one where all its cells are empty; one with empty cells too many loses them.
 */
export function alignHeader(cells: string[], width: number, body: readonly Row[]): string[] {
  if (cells.length > width) {
    const surplus = cells.length - width;
    const empty = cells.flatMap((cell, j) => (cell === '' ? [j] : [])).slice(0, surplus);
    return cells.filter((_, j) => !empty.includes(j)).slice(0, width);
  }
  const clock = cells.length === width - 1 ? clockBehindDate(body) : -1;
  // A clock that has a name of its own shows that another name was lost.
  if (clock >= 0 && !soundsLikeTime(cells[clock] ?? ''))
    return [...cells.slice(0, clock), '', ...cells.slice(clock)];
  const index = cells.length === width - 1 && body.every((row) => row.kinds[0] !== 'time');
  const lastIsEmpty = body.every((row) => (row.cells[width - 1] ?? '').trim() === '');
  if (index && !lastIsEmpty) return ['', ...cells];
  return [...cells, ...Array.from({ length: width - cells.length }, () => '')];
}
