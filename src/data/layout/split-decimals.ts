import { dataError, type UserError } from '../../errors.js';
import { type CellColumn, cellText, runsOf } from '../cells/cells.js';
import { isMissingText } from '../cells/missing.js';
import type { Table } from '../rows/table.js';
import { isDigitsOnly } from '../times/numeric-times.js';

/** Rows that are needed to tell that digits always come in equal number. */
const MIN_ROWS = 4;

/**
 * The refusal of a table with commas between its cells and within its numbers: `100,07` may be one
 * number or two. Its sign is a last column without a name whose cells all have the same one to three
 * digits, behind a column of digits that is no count of the rows; where no column has a name, by zeros
 * in front as well.
 */
export function splitDecimals({ file, dialect, shape, names, columns }: Table): UserError | null {
  const last = columns.length - 1;
  if (dialect.dialect.delimiter !== ',' || last < 1) return null;
  const [whole, fraction] = [columns[last - 1]!, columns[last]!];
  const unnamed = names.filter((name, j) => name === `column${j + 1}`);
  const short = shape.header && unnamed.length === 1 && (unnamed[0] === names[last] || last === 1);
  if (!short && shape.header) return null;
  const width = widthOf(fraction);
  if (width === 0 || whole.length < MIN_ROWS || !isDigitsOnly(whole) || isCount(whole)) return null;
  if (!shape.header && !fraction.digits.some((digits) => digits < 10 ** (width - 1))) return null;
  const [a, b] = [cellText(whole, 0).trim(), cellText(fraction, 0).trim()];
  return dataError(
    `${file}: "${a},${b}" at the end of a row may be ${a}.${b} or two numbers, ${a} and ${b}`,
    last === 1
      ? "say that commas are decimal marks: --delimiter ';' --decimal , (or name both columns in a header)"
      : 'write the file with semicolons between its cells, or name all columns in its header',
  );
}

/** Digits of all cells where they have one to three, equally many, and are not all the same; else 0. */
function widthOf(column: CellColumn): number {
  const widths = new Set<number>();
  column.templates.forEach((template, code) => {
    if (column.counts[code] === 0) return;
    const runs = runsOf(template.trim());
    widths.add(
      !isMissingText(template) && runs.length === 1 && template.trim().length === 1 ? runs[0]! : 0,
    );
  });
  const [width = 0] = widths;
  const varied = column.digits.some((digits) => digits !== column.digits[0]);
  return widths.size === 1 && width <= 3 && varied ? width : 0;
}

const isCount = ({ digits }: CellColumn) =>
  digits.every((value, row) => row === 0 || value === digits[row - 1]! + 1);
