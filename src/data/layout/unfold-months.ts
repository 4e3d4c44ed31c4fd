import { middleOfSeason } from '../axis/join-parts.js';
import { monthOfWord } from '../calendar/month-names.js';
import { quarterOfName } from '../calendar/quarter-names.js';
import { CellColumnBuilder } from '../cells/cell-builder.js';
import { type CellColumn, cellText } from '../cells/cells.js';
import { means } from '../cells/column-names.js';
import { isMissingText } from '../cells/missing.js';
import type { Table } from '../rows/table.js';
import { isDigitsOnly } from '../times/numeric-times.js';
import { bareYears } from './bare-years.js';
import { long } from './long-table.js';
import { cutRows } from './trim-rows.js';
import { isUnique } from './unfold-dates.js';

/** A row's year: one, or a season such as 2010-11 that begins in it. */
interface YearLabel {
  readonly year: number;
  readonly season: boolean;
}

/** At most this many rows below the years: means, totals, notes. */
const MAX_FOOTER = 6;

/**
 * A table of which the rows are years and the columns are months, quarters or weeks, made long; null for any
 * other. Months that begin with another than January need seasons in their rows: of 2010 alone nobody
 * can tell whether the year begins or ends in it.
 */
export function unfoldMonths(found: Table): Table | null {
  const bare = bareYears(found);
  const year = bare > 0 ? 0 : yearColumn(found);
  if (year < 0) return null;
  const labels = yearLabels(found.columns[year]!);
  const rows = bare > 0 ? bare : labels.length;
  if (labels.length < rows) return null;
  const table = rows < found.rows ? cutRows(found, rows) : found;
  const columnsOf = (count: number, partOf: (name: string) => number | undefined) => {
    const columns = Array.from({ length: count }, (_, i) =>
      table.names.findIndex((name, j) => j !== year && partOf(name) === i + 1),
    );
    return columns.includes(-1) ? null : columns;
  };
  const months =
    bare > 0
      ? Array.from({ length: 12 }, (_, i) => i + 1)
      : (columnsOf(12, monthOfName) ?? columnsOf(12, middleOfSeason));
  const quarters = months ? null : columnsOf(4, quarterOfName);
  const weeks =
    months || quarters ? null : (columnsOf(53, weekOfName) ?? columnsOf(52, weekOfName));
  const parts = months ?? quarters ?? weeks;
  if (!parts) return null;
  const first = firstPart(parts);
  const seasons = labels.some(({ season }) => season);
  if (seasons ? first === 0 || !labels.every(({ season }) => season) : first > 0) return null;
  const ids = isUnique(table.columns[year]!)
    ? []
    : table.names.map((_, j) => j).filter((j) => j < year && !isDigitsOnly(table.columns[j]!));
  const builders = ids.map(() => new CellColumnBuilder());
  const times = new CellColumnBuilder();
  const values = new CellColumnBuilder();
  for (let row = 0; row < table.rows; row++) {
    for (let at = 0; at < parts.length; at++) {
      const part = (first + at) % parts.length;
      const cell = cellText(table.columns[parts[part]!]!, row);
      if (part === LAST_WEEK && isMissingText(cell)) continue; // most years have 52
      ids.forEach((j, k) => {
        builders[k]!.add(cellText(table.columns[j]!, row));
      });
      const text = String(labels[row]!.year + (part < first ? 1 : 0));
      const number = String(part + 1).padStart(2, '0');
      times.add(quarters ? `${text}Q${part + 1}` : `${text}-${weeks ? 'W' : ''}${number}`);
      values.add(cell);
    }
  }
  const period = months ? 'month' : quarters ? 'quarter' : 'week';
  return long(
    table,
    parts.length,
    [...ids.map((j) => table.names[j]!), period, 'value'],
    [...builders.map((builder) => builder.finish()), times.finish(), values.finish()],
    `the columns are the ${period}s of a year`,
  );
}

const monthOfName = (name: string) =>
  /^\p{L}+\.?$/u.test(name.trim()) ? monthOfWord(name.trim())?.month : undefined;

/** The 53rd, counted from 0. */
const LAST_WEEK = 52;

const weekOfName = (name: string) =>
  Number(
    /^(?:KW|CW|Wk|Week|Woche|Semaine|Semana|W|V|Uke)[ ._]?0?(\d{1,2})$/i.exec(name.trim())?.[1],
  );

const yearColumn = ({ names, columns }: Table) =>
  names.findIndex(
    (name, j) =>
      (means(name, 'year') || /^FY$/i.test(name) || j === 0) && yearLabels(columns[j]!).length > 0,
  );

/** The years of a column from its first row on, where nothing but a few notes follows them; else none. */
function yearLabels(column: CellColumn): YearLabel[] {
  const labels: YearLabel[] = [];
  for (let row = 0; row < column.length; row++) {
    const label = yearLabel(cellText(column, row).trim());
    if (label && labels.length < row) return [];
    if (label) labels.push(label);
    else if (row - labels.length >= MAX_FOOTER) return [];
  }
  return labels;
}

function yearLabel(text: string): YearLabel | null {
  const match = /^(?:FY ?(?=\d{4}[-/]))?(\d{4})(?:[-/\u2013](\d{2}|\d{4}))?$/.exec(text);
  if (!match) return null;
  const year = Number(match[1]);
  if (year < 1500 || year >= 2200) return null;
  const end = match[2];
  if (end !== undefined && Number(end) !== (year + 1) % 10 ** end.length) return null;
  return { year, season: end !== undefined };
}

/** The part (from 0) with which columns begin that go on from there around the year; 0 for any other order. */
function firstPart(columns: readonly number[]): number {
  const first = columns.indexOf(Math.min(...columns));
  const goesOn = columns.every(
    (column, part) =>
      column === columns[first]! + ((part - first + columns.length) % columns.length),
  );
  return goesOn ? first : 0;
}
