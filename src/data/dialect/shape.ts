import type { CellKind } from './cell-kind.js';
import type { Dialect } from './dialect.js';
import { headerlessNames } from './exporters.js';
import { lookOf } from './fit-row.js';
import { joinNames, uniqueNames } from './header.js';
import {
  alignHeader,
  cleanHeader,
  headerRemarks,
  headerRows,
  isRemark,
  lastKeyed,
  MAX_HEADERS,
  neededWidth,
} from './header-rows.js';
import {
  chooseRegion,
  describe,
  findRegions,
  firstBroken,
  modeWidth,
  type Region,
  type Row,
  skipLeadingRows,
  steadyRecords,
  wholeRegion,
} from './regions.js';

/** Where in the text the table stands, and what its columns are called. */
export interface TableShape {
  readonly width: number;
  /** Cells that nearly all rows have, which may be fewer; the width where rows differ. */
  readonly usual: number;
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
  /** What they look like: digits as 0. */
  readonly looks: readonly ReadonlySet<string>[];
  /** Header cells as found, for rows that repeat them. */
  readonly headerCells: readonly string[];
  /** First lines of other tables in the sample. */
  readonly otherTables: readonly number[];
}

export interface ShapeWishes {
  readonly header?: boolean;
  readonly skipRows?: number;
  /** Which of several tables, counted from 1. */
  readonly table?: number;
}

/** Finds the table in the sample's lines. `complete` says that the sample is the whole text. */
export function detectShape(
  lines: readonly string[],
  dialect: Dialect,
  wishes: ShapeWishes,
): TableShape {
  const skip = wishes.skipRows ?? 0;
  const remarks = headerRemarks(lines, dialect);
  const rows = steadyRecords(lines, dialect)
    .filter(({ line }) => line >= skip)
    .map(describe)
    .filter((row) => !isRemark(row, dialect) || remarks.includes(row.line));
  const regions = findRegions(rows);
  const region = chooseRegion(regions, wishes.table) ?? wholeRegion(rows);
  if (!region) return emptyShape(lines);
  const top = rows.slice(region.from, region.from + MAX_HEADERS);
  if (wishes.header !== false || lastKeyed(top) >= 0) skipLeadingRows(rows, region);
  const headers =
    wishes.header === false ? [] : headerRows(rows, region, regions, wishes.header === true);
  const last = headers.at(-1);
  let first = last ? rows.indexOf(last) + 1 : firstBroken(rows, region);
  while (first < region.from && rows[first]!.blank) first++;
  const body = rows.slice(first, region.to + 1).filter((row) => !row.blank);
  const width = Math.max(
    region.width,
    ...headers.map((row) => neededWidth(row, region.width, dialect)),
  );
  const cells = headers.map((row) => alignHeader(cleanHeader(row, dialect), width, body));
  const firstRow = rows[first];
  const start = headers[0] ?? rows[region.from]!;
  const later = regions.filter((other) => other.from > region.to && other.count > 1);
  return {
    width,
    usual: usualCells(body) ?? width,
    names: uniqueNames(
      cells.length > 0
        ? joinNames(cells, width)
        : (headerlessNames(firstRow?.cells ?? [], width) ??
            Array.from({ length: width }, () => '')),
    ),
    header: cells.length > 0,
    firstLine: firstRow?.line ?? lines.length,
    endLine: later.length > 0 ? endOf(rows, region) : null,
    preamble: lines.slice(0, start.line).filter((line) => line.trim() !== ''),
    kinds: majorityKinds(body, width),
    looks: Array.from({ length: width }, (_, j) => looksOf(body, width, j)),
    headerCells: cells.at(-1) ?? [],
    otherTables: later.map((other) => rows[other.from]!.line),
  };
}

/** Cells that nearly all rows have; null where there is no such number. */
function usualCells(body: readonly Row[]): number | null {
  const widths = body.map((row) => row.cells.length);
  const usual = modeWidth(widths);
  return widths.filter((width) => width === usual).length > widths.length * 0.8 ? usual : null;
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

const looksOf = (body: readonly Row[], width: number, j: number) =>
  new Set(body.filter((row) => row.cells.length === width).map((row) => lookOf(row.cells[j]!)));

function endOf(rows: readonly Row[], region: Region): number | null {
  return rows[region.to + 1]?.line ?? null;
}

const emptyShape = (lines: readonly string[]): TableShape => ({
  width: 0,
  usual: 0,
  names: [],
  header: false,
  firstLine: lines.length,
  endLine: null,
  preamble: lines.filter((line) => line.trim() !== ''),
  kinds: [],
  looks: [],
  headerCells: [],
  otherTables: [],
});
