import { dataError } from '../../errors.js';
import { type CellKind, cellKind } from './cell-kind.js';
import type { Dialect } from './dialect.js';
import { resplit } from './fit-row.js';
import { type SampleRecord, sampleRecords } from './records.js';

/** A record of the sample, with what its cells look like. */
export interface Row extends SampleRecord {
  readonly kinds: readonly CellKind[];
  /** Number of cells up to the last one that is not empty. */
  readonly filled: number;
  readonly blank: boolean;
}

/** A stretch of rows that may be a table. */
export interface Region {
  width: number;
  from: number;
  to: number; // index of the last row
  count: number;
  times: number;
}

/** Records under the width that most have: a quote that breaks it is stray, as is another delimiter. */
export function steadyRecords(lines: readonly string[], dialect: Dialect): SampleRecord[] {
  const loose = sampleRecords(lines, dialect);
  const width = modeWidth(loose.map(({ cells }) => cells.length));
  return sampleRecords(lines, dialect, width).map((record) => {
    const cells = resplit(record.cells, { width, usual: width, dialect });
    return cells ? { ...record, cells } : record;
  });
}

/** The most frequent width, of equally frequent ones the greatest. */
export function modeWidth(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

/** A record with the kinds of its cells. */
export function describe(record: SampleRecord): Row {
  const kinds = record.cells.map((cell) => cellKind(cell));
  let filled = record.cells.length;
  while (filled > 0 && record.cells[filled - 1]!.trim() === '') filled--;
  return { ...record, kinds, filled, blank: filled === 0 || isRule(record.cells) };
}

/** A line drawn between a header and its rows, as in Markdown and on terminals. */
const isRule = (cells: readonly string[]) =>
  cells.some((cell) => cell.includes('---')) && cells.every((cell) => /^[ +:|-]*$/.test(cell));

const isData = (row: Row) => row.kinds.some((kind) => kind === 'number' || kind === 'time');

/** Segments of rows of one width with numbers or times in them. */
export function findRegions(rows: readonly Row[]): Region[] {
  const regions: Region[] = [];
  let current: Region | null = null;
  let blankBefore = false;
  let headerBefore = false;
  let repeatedBefore = false;
  let previous: Row | null = null;
  const headers = new Set<string>();
  rows.forEach((row, index) => {
    if (row.blank) {
      blankBefore = true;
      return;
    }
    if (!isData(row)) {
      headerBefore = row.filled > 1;
      const words = row.cells.map((cell) => cell.trim()).join('\u0000');
      repeatedBefore = headers.has(words);
      headers.add(words);
      return;
    }
    const width = row.cells.length;
    const next = rows.slice(index + 1).find((other) => !other.blank);
    const changes =
      current !== null &&
      width !== current.width &&
      next !== undefined &&
      next.cells.length === width &&
      isData(next) &&
      !(previous && begins(previous, row));
    const goesOn = repeatedBefore && previous !== null && isLater(row, previous);
    if (current === null || changes || (blankBefore && headerBefore && !goesOn)) {
      current = { width, from: index, to: index, count: 0, times: 0 };
      regions.push(current);
    }
    blankBefore = false;
    headerBefore = false;
    if (width === current.width || current.count > 3) current.to = index;
    current.count++;
    if (row.kinds.includes('time')) current.times++;
    previous = row;
  });
  for (const region of regions) region.width = usualWidth(rows, region);
  return regions;
}

/** Whether the first cell of a row counts on from that of another: a year, a number, an ISO date. */
function isLater(row: Row, before: Row): boolean {
  const [now, then] = [row, before].map(({ cells }) => (cells[0] ?? '').trim()) as [string, string];
  const difference = Number.parseFloat(now) - Number.parseFloat(then);
  return difference > 0 || (difference === 0 && now > then);
}

/** The width of a region's first row, but for empty cells at its end that nearly all others lack. */
function usualWidth(rows: readonly Row[], { width, from, to }: Region): number {
  const body = rows.slice(from, to + 1).filter((row) => !row.blank);
  const usual = modeWidth(body.map((row) => row.cells.length));
  const all = body.filter((row) => row.cells.length === usual).length > body.length * 0.8;
  return all && body.every((row) => row.filled <= usual) ? usual : width;
}

/** Whether two rows are alike but for notes behind the cells of one of them. */
function begins(a: Row, b: Row): boolean {
  const [short, long] = a.cells.length < b.cells.length ? [a, b] : [b, a];
  const alike = short.kinds.every(
    (kind, j) => kind === long.kinds[j] || kind === 'empty' || long.kinds[j] === 'empty',
  );
  const rest = long.kinds.slice(short.kinds.length);
  return (
    alike && rest.every((kind) => kind === 'text' || kind === 'empty') && short.cells.length > 1
  );
}

/**
 * The first table with times in it; without times the longest. One row counts only where no table has more.
 * @param table - which of those with more than one row, counted from 1, where someone has said so
 * @throws UserError (exit 4) where there are not so many
 */
export function chooseRegion(regions: readonly Region[], table?: number): Region | null {
  if (table !== undefined) return regionAt(tablesOf(regions), table);
  const longest = Math.max(0, ...regions.map((region) => region.count));
  const enough = Math.min(longest, 3);
  const timed = regions.find(
    (region) =>
      region.times >= enough && region.times * 2 >= region.count && region.count >= enough,
  );
  return timed ?? regions.find((region) => region.count === longest) ?? null;
}

const tablesOf = (regions: readonly Region[]) => regions.filter(({ count }) => count > 1);

function regionAt(tables: readonly Region[], table: number): Region {
  const found = tables[table - 1];
  if (found) return found;
  const there = tables.length === 1 ? 'one table' : `${tables.length} tables`;
  throw dataError(
    `--table ${table}: ${there} can be told apart at the beginning of the file`,
    'leave the flag out for the first one with times, or give --skip-rows',
  );
}

/**
 * Rows at the top of a table that are not yet data (units, types, dates of publication): where all
 * rows below have a time in one column, the first rows without one belong to the header.
 */
export function skipLeadingRows(rows: readonly Row[], region: Region): void {
  skipTitles(rows, region);
  const body = rows.slice(region.from, region.to + 1).filter((row) => !row.blank);
  if (body.length < 4) return;
  for (let j = 0; j < Math.min(region.width, 12); j++) {
    const isTime = (row: Row) => row.kinds[j] === 'time' || isYear(row.cells[j] ?? '');
    // A cell with a year's digits is a time that went wrong, no unit and no remark.
    const first = body.findIndex((row) => isTime(row) || /\d{4}/.test(row.cells[j] ?? ''));
    const timed = body.filter(isTime).length;
    // One date below a table is that of its making.
    if (
      first < 1 ||
      first > 12 ||
      timed < Math.min(3, first) ||
      timed < (body.length - first) * 0.95
    )
      continue;
    if (clocksOnly(body, j)) continue;
    region.from = rows.indexOf(body[first]!);
    return;
  }
}

/** Titles (`8/1/24 - 8/2/24`, and empty cells beside it) above the words that name the columns. */
function skipTitles(rows: readonly Row[], region: Region): void {
  const top = rows.slice(region.from, region.from + MAX_TITLES).filter((row) => !row.blank);
  const header = top.findIndex((row) => row.filled > 2 && row.filled * 2 > region.width);
  const isMore = (row: Row) => isData(row) && row.filled > 1;
  if (header < 1 || top.slice(0, header).some(isMore) || isData(top[header]!)) return;
  const first = rows.findIndex((row, i) => i > rows.indexOf(top[header]!) && isData(row));
  if (first >= 0 && first <= region.to) region.from = first;
}

/** At most so many rows stand above the one that names the columns. */
const MAX_TITLES = 12;

/** A year, or a date of eight digits: numbers by themselves, times beside times. */
const isYear = (cell: string) =>
  /^(?:1[5-9]|20)\d\d(?:(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]))?$/.test(cell.trim());

const clocksOnly = (rows: readonly Row[], j: number) =>
  rows.every((row) => !/\d{4}|\d[-/.]\d/.test(row.cells[j] ?? ''));

/** All rows of text: the most frequent width, from its first row on. */
export function wholeRegion(rows: readonly Row[]): Region | null {
  const full = rows.filter((row) => !row.blank);
  if (full.length === 0) return null;
  const width = modeWidth(full.map((row) => row.cells.length));
  const from = rows.findIndex((row) => !row.blank && row.cells.length === width);
  return { width, from, to: rows.length - 1, count: rows.length - from, times: 0 };
}

/** At most this many broken rows stand between the header and the first sound row. */
const MAX_BROKEN = 3;

/** The first of the broken rows right above a region; its own first row when there is none. */
export function firstBroken(rows: readonly Row[], region: Region): number {
  return belowHeader(rows, region) ?? brokenData(rows, region);
}

/** The row below a whole header, where only a few rows of other widths stand between it and the region. */
function belowHeader(rows: readonly Row[], { width, from }: Region): number | null {
  for (let i = from - 1; i >= Math.max(0, from - 1 - MAX_BROKEN); i--) {
    const row = rows[i]!;
    if (row.blank) return null;
    const words = row.kinds.every((kind) => kind === 'text');
    if (row.cells.length === width) return width > 1 && words ? i + 1 : null;
    const isBroken = row.cells.some((cell) => /\d{4}/.test(cell));
    if (words && row.cells.length > 1 && !isBroken) return null; // units
  }
  return null;
}

function brokenData(rows: readonly Row[], region: Region): number {
  let first = region.from;
  while (first > 0 && region.from - first < MAX_BROKEN) {
    const row = rows[first - 1]!;
    if (
      row.blank ||
      !isData(row) ||
      row.cells.length === region.width ||
      Math.abs(row.cells.length - region.width) > 2 ||
      region.width < 4
    )
      break;
    first--;
  }
  return first;
}
