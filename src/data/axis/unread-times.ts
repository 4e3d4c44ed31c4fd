import { shellWord } from '../../shell-word.js';
import { dayMs } from '../calendar/civil.js';
import { medianStep } from '../calendar/infer-frequency.js';
import { monthOfWord } from '../calendar/month-names.js';
import { type CellColumn, cellText } from '../cells/cells.js';
import { means, soundsLikeTime } from '../cells/column-names.js';
import { isMissingText } from '../cells/missing.js';
import { isNumeric, readNumbers } from '../cells/number-column.js';
import { prototypeOf } from '../cells/prototype.js';
import type { Table } from '../rows/table.js';
import { readClocks } from '../times/clock-column.js';
import { readDates } from '../times/date-column.js';
import { regularity } from '../times/date-order.js';
import { isDigitsOnly } from '../times/numeric-times.js';
import type { TimeColumn } from '../times/time-column.js';
import { formsWithoutYear } from '../times/time-forms.js';
import type { AxisRefusal } from './time-axis.js';

/**
 * Days without a year (`1-Jan`, `02/03`), where they follow each other so well that no other reading
 * of the column is as good.
 * @param read the column's reading as times, if it has one
 */
export function refuseYearless(
  table: Table,
  column: number,
  read: TimeColumn | null,
): AxisRefusal | null {
  const cells = table.columns[column]!;
  const days = readDates(cells, formsWithoutYear);
  if (!days || days.odd > 0 || days.valid < 3) return null;
  if (table.names.some((name, j) => means(name, 'year') && isDigitsOnly(table.columns[j]!)))
    return null;
  const regular = regularity(days.wall);
  const isBetter =
    read === null || read.odd > 0
      ? regular > 0.5
      : regular > regularity(read.wall) + 0.1 ||
        // 1-Jan, 2-Jan, 3-Jan as Januaries of three years.
        (stepOf(read.wall) > 300 * dayMs && stepOf(days.wall) < 27 * dayMs && regular > 0.5);
  if (!isBetter) return null;
  return {
    message: `"${firstText(cells)}" in column ${quoted(table, column)} is a day without a year`,
    hint: 'add the year to the dates, or number the rows with --freq step',
  };
}

/** A time of day without a day, a date in a form that nobody knows, or months without a year. */
export function refuseUnread(table: Table): AxisRefusal | null {
  const named = table.names
    .map((_, j) => j)
    .filter(
      (j) =>
        !isDigitsOnly(table.columns[j]!) &&
        (soundsLikeTime(table.names[j]!) || (j === 0 && goesOn(table.columns[j]!))),
    );
  const months = refuseMonths(table);
  if (months) return months;
  for (const column of named) {
    const cells = table.columns[column]!;
    const text = firstText(cells);
    if (countsMonths(cells)) continue;
    if (readClocks(cells)) {
      const day = /(?:19|20)\d\d[-_.]?\d\d[-_.]?\d\d/.exec(table.stem)?.[0];
      return {
        message: `"${text}" in column ${quoted(table, column)} is a time of day without a day`,
        hint: `add a column with the date${day ? ` (the file's name says ${day})` : ''}, or number the rows with --freq step`,
      };
    }
    if ((looksWritten(cells) && !isRunning(cells)) || goesOnByYears(cells)) {
      return {
        message: `"${text}" in column ${quoted(table, column)} is not read as a time`,
        hint: `say how it is written with --time ${shellWord(table.names[column]!)} --date-format PATTERN, or number the rows with --freq step`,
      };
    }
  }
  return null;
}

/** Whether the first column tells times by itself: by years, or by a clock that goes on. */
const goesOn = (cells: CellColumn) =>
  goesOnByYears(cells) ||
  (/\d:\d\d/.test(firstText(cells)) && regularity(readClocks(cells)?.wall ?? NONE) > 0.5);

/** Months of years that are only counted, `1-01` to `3-12`: as good as numbers of rows. */
function countsMonths(cells: CellColumn): boolean {
  const months = Array.from({ length: cells.length }, (_, row) => {
    const [, year, month] = /^(\d{1,2})-(0[1-9]|1[0-2])$/.exec(cellText(cells, row).trim()) ?? [];
    return Number(year) * 12 + Number(month);
  });
  return months.length > 2 && months.every((month, row) => month === months[0]! + row);
}

const NONE = new Float64Array(0);

const quoted = (table: Table, column: number) => `"${table.names[column]!}"`;

const stepOf = (wall: Float64Array) => Math.abs(medianStep(Float64Array.from(wall).sort()));

function firstText(cells: CellColumn): string {
  for (let row = 0; row < cells.length; row++) {
    const text = cellText(cells, row).trim();
    if (!isMissingText(text)) return text.slice(0, 40);
  }
  return '';
}

/** Seconds since a start, `2.500000E-02`: numbers that rise all along, by which the rows may be counted. */
function isRunning(cells: CellColumn): boolean {
  if (!isNumeric(cells, '.')) return false;
  const { values } = readNumbers(cells, '.');
  return values.every((value, row) => row === 0 || value > values[row - 1]!);
}

/** Most cells hold as many digits as a date has, and more than a number. */
function looksWritten(cells: CellColumn): boolean {
  let like = 0;
  let present = 0;
  cells.templates.forEach((template, code) => {
    if (cells.counts[code] === 0 || isMissingText(template)) return;
    present += cells.counts[code]!;
    const text = prototypeOf(template).trim();
    const digits = text.replace(/[^0]/g, '').length;
    const yearEnds = /[^\d.,]0000$/u.test(text) && /\p{L}/u.test(text.slice(0, -5));
    const isYear = /^0000(?!\d)/.test(text) || yearEnds;
    if (digits >= 4 && (isYear || /0[^0.,]+0/.test(text))) like += cells.counts[code]!;
  });
  return present > 0 && like > present / 2;
}

/** Twelve columns that are months, of a year that is not given or cannot be found. */
export function refuseMonths({ names }: Table): AxisRefusal | null {
  const months = new Set(names.map((name) => monthOfWord(name.trim())?.month ?? 0));
  months.delete(0);
  if (months.size < 12) return null;
  return {
    message: `the columns are months, and of which year each of them is cannot be told`,
    hint: 'add a column with the year (2010-11 where it does not begin in January), or put the months below each other as dates',
  };
}

/** Arabic and Persian digits as Latin ones. */
const latinDigits = (text: string) =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) % 16));

/** Rows of text that are looked at. */
const MAX_ROWS = 200;

/** Whether the cells all differ and each holds a year, which never goes back (or never on). */
function goesOnByYears(cells: CellColumn): boolean {
  const texts = Array.from({ length: Math.min(cells.length, MAX_ROWS) }, (_, row) =>
    cellText(cells, row).trim(),
  );
  const years = texts.map((text) =>
    Number(/(?<!\d)(?:1[3489]|2[015])\d\d(?!\d)/.exec(latinDigits(text))?.[0]),
  );
  if (years.length < 4 || years.some(Number.isNaN) || new Set(texts).size < texts.length)
    return false;
  const steps = years.slice(1).map((year, i) => year - years[i]!);
  return steps.every((step) => step >= 0) || steps.every((step) => step <= 0);
}
