import { readNumbers } from '../cells/number-column.js';
import type { Table } from '../rows/table.js';

/**
 * How many rows of a table without a header are years that go on by one with twelve numbers each, as
 * climate indices are published; 0 when it is no such table.
 */
export function bareYears({ shape, columns, rows }: Table): number {
  if (shape.header || columns.length !== 13) return 0;
  const { values } = readNumbers(columns[0]!, '.');
  const [first = Number.NaN] = values;
  const end = values.findIndex((year, row) => year !== first + row);
  const years = end < 0 ? rows : end;
  return first > 1500 && first < 2200 && years > 1 && years >= rows - MAX_NOTES ? years : 0;
}

/** Rows below such a table: its missing mark, its name, its source. */
const MAX_NOTES = 6;
