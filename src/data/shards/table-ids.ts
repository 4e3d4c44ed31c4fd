import { cellText } from '../cells/cells.js';
import type { ReadingLimits, ReadingOptions } from '../reading.js';
import { idOfCells } from '../rows/row-filter.js';
import type { Table } from '../rows/table.js';
import { groupRows } from '../series/group-rows.js';
import { assignRoles, outline } from '../understand.js';
import type { Understanding } from '../understanding.js';

/** Names of the columns that tell the series of a table apart; none where nothing does. */
export const idNames = ({ table, roles }: Understanding): string[] =>
  roles.ids.map((j) => table.names[j]!);

/** A table understood as far as its ids. */
export const understood = (table: Table, options: ReadingOptions): Understanding =>
  assignRoles(outline(table, options), options);

/** The ids of all series of a table. */
export const idsOf = (known: Understanding, limits: ReadingLimits): string[] =>
  groupRows(known, limits).map(({ id }) => id);

/**
 * Positions, in the table as it stands in the file, of the columns whose cells are the ids, row for row;
 * null where the ids are made otherwise (of names of columns, of cells that stand for those below them).
 */
export function rowIdColumns(
  found: Table,
  known: Understanding,
  limits: ReadingLimits,
): number[] | null {
  const columns = idNames(known).map((name) => found.names.indexOf(name));
  if (columns.length === 0 || columns.includes(-1)) return null;
  const inRows = new Set<string>();
  for (let row = 0; row < found.rows; row++) {
    inRows.add(idOfCells(columns.map((j) => cellText(found.columns[j]!, row))));
  }
  const same = !inRows.has('') && idsOf(known, limits).every((id) => inRows.has(id));
  return same ? columns : null;
}
