import { cellText } from '../cells/cells.js';
import type { NumberColumn } from '../cells/number-column.js';
import type { Finding } from '../reading.js';
import type { Table } from '../rows/table.js';

/** Characters of a cell that a message shows. */
const SHOWN = 40;

/** Cells of a number column that hold no finite number and are read as missing; the first is named. */
export function tellOddCells(table: Table, j: number, numbers: NumberColumn): Finding[] {
  const name = table.names[j]!;
  const tell = (count: number, row: number, what: string): Finding[] => {
    if (count === 0) return [];
    const cell = cellText(table.columns[j]!, row).slice(0, SHOWN);
    const others = count > 1 ? ` and ${count - 1} more in "${name}"` : ` in "${name}"`;
    return [
      {
        level: 'warning',
        text: `"${cell}"${others}: ${what}, read as missing`,
        file: table.file,
        row: table.lineOf(row),
        column: name,
      },
    ];
  };
  return [
    ...tell(numbers.odd, numbers.oddRow, 'not a number'),
    ...tell(numbers.infinite, numbers.infiniteRow, 'not finite'),
  ];
}
