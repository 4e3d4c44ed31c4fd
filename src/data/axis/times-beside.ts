import type { Finding } from '../reading.js';
import type { Table } from '../rows/table.js';
import { readDates } from '../times/date-column.js';
import { formOfPattern } from '../times/date-format.js';
import type { TimeAxis } from './time-axis.js';

/**
 * Tables that stand side by side, each with a column of times of the same name (`Date, AAPL, Date,
 * MSFT`): where the second has other times than the axis, its numbers belong to other rows.
 */
export function timesBeside(table: Table, axis: TimeAxis): Finding[] {
  const [own, clock] = axis.columns;
  const { pattern } = axis.reading.format;
  if (own === undefined || clock !== undefined || !pattern.includes('y')) return [];
  const name = table.names[own]!;
  const form = formOfPattern(pattern);
  return table.names.flatMap((other, j) => {
    if (!other.startsWith(`${name} (`) || !/ \(\d+\)$/.test(other)) return [];
    const wall = readDates(table.columns[j]!, [form])?.wall;
    const row = wall?.findIndex((time, i) => !Number.isNaN(time) && time !== axis.reading.wall[i]);
    if (row === undefined || row < 0) return [];
    return [
      {
        level: 'warning' as const,
        text: `"${other}" tells other times than "${name}": the numbers behind it are of other rows, put them into a file of their own`,
        file: table.file,
        row: table.lineOf(row),
        column: other,
      },
    ];
  });
}
