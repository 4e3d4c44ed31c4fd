import { type CellKind, cellKind } from './cell-kind.js';
import type { Dialect } from './dialect.js';
import { headerlessNames } from './exporters.js';
import { resplit } from './fit-row.js';
import { joinNames, uniqueNames } from './header.js';
import { type SampleRecord, sampleRecords } from './records.js';

/** Where in the text the table stands, and what its columns are called. */
export interface Shape {
  readonly width: number;
  /** Unique, one a column. */
  readonly names: readonly string[];
  readonly header: boolean;
  /** Lines (from 0) of the first row of data, and the first line behind the table if it is in the sample. */
  readonly firstLine: number;
  readonly endLine: number | null;
  /** Lines before the header that are not empty. */
  readonly preamble: readonly string[];
  /** What the cells of each column mostly are. */
  readonly kinds: readonly CellKind[];
  /** Header cells as found, for rows that repeat them. */
  readonly headerCells: readonly string[];
  /** First lines of other tables in the sample. */
  readonly otherTables: readonly number[];
}

interface Row extends SampleRecord {
  readonly kinds: readonly CellKind[];
  /** Number of cells up to the last one that is not empty. */
  readonly filled: number;
  readonly blank: boolean;
}

interface Region {
  readonly width: number;
  from: number;
  to: number; // index of the last row
  count: number;
  times: number;
}

export interface ShapeWishes {
  readonly header?: boolean;
  readonly skipRows?: number;
}

/** Finds the table in the sample's lines. `complete` says that the sample is the whole text. */
export function detectShape(
  lines: readonly string[],
  dialect: Dialect,
  wishes: ShapeWishes,
): Shape {
  const skip = wishes.skipRows ?? 0;
  const rows = steadyRecords(lines, dialect)
    .filter(({ line }) => line >= skip)
    .map(describe)
    .filter((row) => !isRemark(row, dialect) || row.line === headerRemark(lines, dialect));
  const regions = findRegions(rows);
  const region = chooseRegion(regions) ?? wholeRegion(rows);
  if (!region) return emptyShape(lines);
  if (wishes.header !== false) skipLeadingRows(rows, region);
  const headers =
    wishes.header === false ? [] : headerRows(rows, region, regions, wishes.header === true);
  const last = headers.at(-1);
  const first = last ? rows.indexOf(last) + 1 : firstBroken(rows, region);
  const body = rows.slice(first, region.to + 1).filter((row) => !row.blank);
  const width = Math.max(region.width, ...headers.map((row) => neededWidth(row, region.width)));
  const cells = headers.map((row) => alignHeader(cleanHeader(row, dialect), width, body));
  const firstRow = rows[first];
  const start = headers[0] ?? rows[region.from]!;
  const later = regions.filter((other) => other.from > region.to && other.count > 1);
  return {
    width,
    names: uniqueNames(
      cells.length > 0
        ? joinNames(cells, width)
        : (headerlessNames(firstRow?.cells ?? []) ?? Array.from({ length: width }, () => '')),
    ),
    header: cells.length > 0,
    firstLine: firstRow?.line ?? lines.length,
    endLine: later.length > 0 ? endOf(rows, region) : null,
    preamble: lines.slice(0, start.line).filter((line) => line.trim() !== ''),
    kinds: majorityKinds(body, width),
    headerCells: cells.at(-1) ?? [],
    otherTables: later.map((other) => rows[other.from]!.line),
  };
}

/** Records under the width that most have: a quote that breaks it is stray, as is another delimiter. */
function steadyRecords(lines: readonly string[], dialect: Dialect): SampleRecord[] {
  const loose = sampleRecords(lines, dialect);
  const width = modeWidth(loose.map(({ cells }) => cells.length));
  return sampleRecords(lines, dialect, width).map((record) => {
    const cells = resplit(record.cells, { width, kinds: [], dialect });
    return cells ? { ...record, cells } : record;
  });
}

function modeWidth(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

function majorityKinds(body: readonly Row[], width: number): CellKind[] {
  return Array.from({ length: width }, (_, j) => {
    const counts = { number: 0, time: 0, text: 0, empty: 0 };
    for (const row of body) if (row.cells.length === width) counts[row.kinds[j] ?? 'empty']++;
    const { number, time, text } = counts;
    return number + time + text === 0
      ? 'empty'
      : time > number && time > text
        ? 'time'
        : number > text
          ? 'number'
          : 'text';
  });
}

/** A header with an empty cell too many does not make the table wider. */
function neededWidth(header: Row, width: number): number {
  const named = header.cells.filter((cell) => cell.trim() !== '').length;
  return named <= width ? width : header.filled;
}

function describe(record: SampleRecord): Row {
  const kinds = record.cells.map((cell) => cellKind(cell));
  let filled = record.cells.length;
  while (filled > 0 && record.cells[filled - 1]!.trim() === '') filled--;
  return { ...record, kinds, filled, blank: filled === 0 };
}

const isRemark = (row: Row, dialect: Dialect) =>
  dialect.comment !== null && (row.cells[0] ?? '').startsWith(dialect.comment);

/** The last remark before the data is the header when it has as many cells: `#date value`. */
function headerRemark(lines: readonly string[], dialect: Dialect): number {
  if (dialect.comment === null) return -1;
  const first = lines.findIndex((line) => line.trim() !== '' && !line.startsWith(dialect.comment!));
  if (first < 1 || !lines[first - 1]!.startsWith(dialect.comment)) return -1;
  const [remark, data] = sampleRecords([lines[first - 1]!, lines[first]!], dialect);
  if (
    !remark ||
    !data ||
    data.cells.length < 2 ||
    data.cells.map(cellKind).every((kind) => kind === 'text')
  )
    return -1;
  const width = cleanHeader(describe(remark), dialect).length;
  return width === data.cells.length ? first - 1 : -1;
}

function cleanHeader(row: Row, dialect: Dialect): string[] {
  const cells = row.cells.map((cell) => cell.replace(/^\ufeff/, '').trim());
  if (!isRemark(row, dialect)) return cells;
  const first = cells[0]!.slice(dialect.comment!.length).trim();
  return first === '' ? cells.slice(1) : [first, ...cells.slice(1)];
}

const isData = (row: Row) => row.kinds.some((kind) => kind === 'number' || kind === 'time');

/** Stretches of rows of one width with numbers or times in them. */
function findRegions(rows: readonly Row[]): Region[] {
  const regions: Region[] = [];
  let current: Region | null = null;
  let blankBefore = false;
  let headerBefore = false;
  rows.forEach((row, index) => {
    if (row.blank) {
      blankBefore = true;
      return;
    }
    if (!isData(row)) {
      headerBefore = row.filled > 1;
      return;
    }
    const width = row.cells.length;
    const next = rows.slice(index + 1).find((other) => !other.blank);
    const changes =
      current !== null &&
      width !== current.width &&
      next !== undefined &&
      next.cells.length === width &&
      isData(next);
    if (current === null || changes || (blankBefore && headerBefore)) {
      current = { width, from: index, to: index, count: 0, times: 0 };
      regions.push(current);
    }
    blankBefore = false;
    headerBefore = false;
    if (width === current.width || current.count > 3) current.to = index;
    current.count++;
    if (row.kinds.includes('time')) current.times++;
  });
  return regions;
}

/** The first table with times in it; without times the longest. One row counts only where no table has more. */
function chooseRegion(regions: readonly Region[]): Region | null {
  const longest = Math.max(0, ...regions.map((region) => region.count));
  const enough = Math.min(longest, 3);
  const timed = regions.find(
    (region) =>
      region.times >= enough && region.times * 2 >= region.count && region.count >= enough,
  );
  return timed ?? regions.find((region) => region.count === longest) ?? null;
}

/**
 * Rows at the top of a table that are not yet data (units, types, dates of publication): where all
 * rows below have a time in one column, the first rows without one belong to the header.
 */
function skipLeadingRows(rows: readonly Row[], region: Region): void {
  const body = rows.slice(region.from, region.to + 1).filter((row) => !row.blank);
  if (body.length < 4) return;
  for (let j = 0; j < Math.min(region.width, 12); j++) {
    const isTime = (row: Row) => row.kinds[j] === 'time';
    const first = body.findIndex(isTime);
    if (first < 1 || first > 5 || body.filter(isTime).length < (body.length - first) * 0.95)
      continue;
    if (clocksOnly(body, j)) continue;
    region.from = rows.indexOf(body[first]!);
    return;
  }
}

const clocksOnly = (rows: readonly Row[], j: number) =>
  rows.every((row) => !/\d{4}|\d[-/.]\d/.test(row.cells[j] ?? ''));

/** All rows of text: the most frequent width, from its first row on. */
function wholeRegion(rows: readonly Row[]): Region | null {
  const full = rows.filter((row) => !row.blank);
  if (full.length === 0) return null;
  const width = modeWidth(full.map((row) => row.cells.length));
  const from = rows.findIndex((row) => !row.blank && row.cells.length === width);
  return { width, from, to: rows.length - 1, count: rows.length - from, times: 0 };
}

/** At most this many broken rows stand between the header and the first sound row. */
const MAX_BROKEN = 3;

/** The rows that name the columns: those right above the data, or its first row. */
function headerRows(
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
      if (headers.length > 0) break;
      continue;
    }
    if (!mayName(row, region, headers.length)) break;
    headers.unshift(row);
    if (headers.length === 6) break;
  }
  if (headers.length > 0) return headers;
  const first = rows[region.from]!;
  const rest = rows.slice(region.from + 1, region.to + 1).filter((row) => !row.blank);
  return certain || namesColumns(first, rest) ? [first] : [];
}

function mayName(row: Row, { width }: Region, found: number): boolean {
  const exact = row.cells.length === width || row.filled === width || row.filled === width - 1;
  if (row.filled === 1 && row.cells.length === 1 && width > 2 && found > 0) return false;
  if (exact) return row.filled > 0;
  // A header that lost or won a delimiter.
  const near = Math.abs(row.cells.length - width) <= 2 && row.filled * 2 > width;
  return near && width > 3 && row.kinds.every((kind) => kind === 'text' || kind === 'empty');
}

/** The first of the broken rows of data right above a region; its own first row when there is none. */
function firstBroken(rows: readonly Row[], region: Region): number {
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

/** Whether a row is of another nature than the rows below it, column by column. */
function namesColumns(first: Row, rest: readonly Row[]): boolean {
  if (first.kinds.every((kind) => kind === 'text') && rest.length === 0) return true;
  const below = rest.slice(0, 60);
  let unlike = 0;
  let alike = 0;
  let labels = 0;
  let overTimes = false;
  first.kinds.forEach((kind, j) => {
    const kinds = below.map((row) => row.kinds[j] ?? 'empty').filter((other) => other !== 'empty');
    const values = kinds.filter((other) => other === 'number' || other === 'time').length;
    if (kinds.length === 0 || kind === 'empty') return;
    if (values * 2 > kinds.length) {
      if (kind === 'text') {
        unlike++;
        // Words over a column of nothing but times name it, whatever the other columns are called.
        if (kinds.length > 1 && kinds.every((other) => other === 'time')) overTimes = true;
      } else if (isPeriod(first.cells[j]!) && !below.some((row) => isPeriod(row.cells[j] ?? '')))
        labels++;
      else alike++;
    }
  });
  if (overTimes) return true;
  if (unlike + alike + labels === 0)
    return first.kinds.every((kind) => kind === 'text') && hasUniqueCells(first);
  return unlike + (labels >= 2 ? labels : -labels) > alike;
}

/** A year, a month or a date as the name of a column. */
const isPeriod = (text: string) =>
  /^(?:1[5-9]|20)\d\d$/.test(text.trim()) || cellKind(text) === 'time';

const hasUniqueCells = (row: Row) =>
  new Set(row.cells).size === row.cells.length && row.kinds.every((kind) => kind !== 'empty');

/**
 * A header one cell short leaves the first column, an index, without a name (as R writes), or the
 * last one where all its cells are empty; one with empty cells too many loses them.
 */
function alignHeader(cells: string[], width: number, body: readonly Row[]): string[] {
  if (cells.length > width) {
    const surplus = cells.length - width;
    const empty = cells.flatMap((cell, j) => (cell === '' ? [j] : [])).slice(0, surplus);
    return cells.filter((_, j) => !empty.includes(j)).slice(0, width);
  }
  const index = cells.length === width - 1 && body.every((row) => row.kinds[0] !== 'time');
  const lastIsEmpty = body.every((row) => (row.cells[width - 1] ?? '').trim() === '');
  if (index && !lastIsEmpty) return ['', ...cells];
  return [...cells, ...Array.from({ length: width - cells.length }, () => '')];
}

function endOf(rows: readonly Row[], region: Region): number | null {
  return rows[region.to + 1]?.line ?? null;
}

const emptyShape = (lines: readonly string[]): Shape => ({
  width: 0,
  names: [],
  header: false,
  firstLine: lines.length,
  endLine: null,
  preamble: lines.filter((line) => line.trim() !== ''),
  kinds: [],
  headerCells: [],
  otherTables: [],
});
