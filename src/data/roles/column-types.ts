import type { CellColumn } from '../cells/cells.js';
import { soundsLikeTime } from '../cells/column-names.js';
import type { DecimalDecision } from '../cells/decimal.js';
import { isMissingText } from '../cells/missing.js';
import { isNumeric } from '../cells/number-column.js';
import type { ColumnType } from '../reading.js';
import type { Table } from '../rows/table.js';
import { readDates } from '../times/date-column.js';
import { isDigitsOnly } from '../times/numeric-times.js';
import { dateReadings } from '../times/time-template.js';

/**
 * What each column of a table is.
 * @param timeColumns positions of the columns that make the time axis
 * @param missing cells that have no value, beside the known ones
 */
export function columnTypes(
  table: Table,
  timeColumns: readonly number[],
  decimal: DecimalDecision,
  missing: ReadonlySet<string>,
): ColumnType[] {
  return table.columns.map((column, j) => {
    if (timeColumns.includes(j)) return 'time';
    const isEmpty = column.templates.every(
      (template, code) => column.counts[code] === 0 || isMissingText(template, missing),
    );
    if (isEmpty) return 'empty';
    if (isDateOfDigits(table.names[j]!, column)) return 'time';
    if (isNumeric(column, decimal.marks[j]!, missing)) return 'number';
    return looksLikeTimes(column.templates, column.counts) ? 'time' : 'text';
  });
}

/** `20240131` is no quantity in a column that is called a date, or of nothing but days of our time. */
function isDateOfDigits(name: string, column: CellColumn): boolean {
  if (!isDigitsOnly(column)) return false;
  const dates = readDates(column);
  if (dates?.kind !== 'ymd' || dates.odd > 0) return false;
  return (
    soundsLikeTime(name) || dates.wall.every((time) => !(time < ourTime[0] || time > ourTime[1]))
  );
}

const ourTime = [Date.UTC(1900, 0, 1), Date.UTC(2100, 0, 1)] as const;

function looksLikeTimes(templates: readonly string[], counts: readonly number[]): boolean {
  let times = 0;
  let present = 0;
  templates.forEach((template, code) => {
    if (counts[code] === 0 || isMissingText(template)) return;
    present += counts[code]!;
    if (dateReadings(template).length > 0) times += counts[code]!;
  });
  return present > 0 && times >= present * 0.8;
}
