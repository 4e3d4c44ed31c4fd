import type { ClueKind } from '../ballot/clues.js';
import { dayMs } from '../calendar/civil.js';
import { soundsLikeTime } from '../cells/column-names.js';
import type { Table } from '../rows/table.js';
import { regularity } from '../times/date-order.js';
import { isDigitsOnly } from '../times/numeric-times.js';
import type { TimeColumn } from '../times/time-column.js';

/** A column that can be read as times. */
export interface AxisMaterial {
  readonly table: Table;
  readonly column: number;
  readonly reading: TimeColumn;
}

/** The end of a period is not what a row is known by. */
const endName = /(?:^|[^\p{L}])(?:till|tot|bis|ende?|stop|to|until|fin)(?:[^\p{L}]|$)/iu;

/** Nor is when a row was written, where something says when it was measured. */
const writtenName = /creat|modif|updat|upload|publish|download|insert/i;

/** Times that all stand a second beside a minute (00:00:01, 23:59:59.999) are edges of periods. */
function isEdge(wall: Float64Array): boolean {
  const clock = wall[0]! % dayMs;
  return clock % 60_000 !== 0 && wall.every((time) => time % dayMs === clock);
}

const nameOf = ({ table, column }: AxisMaterial) => table.names[column]!;

/** Clues about the column that tells the time of a row, each with what it sees. */
export const axisClues: readonly ClueKind<AxisMaterial>[] = [
  { name: 'called a time', sees: (material) => Number(soundsLikeTime(nameOf(material))) },
  { name: 'the first column', sees: ({ column }) => Number(column === 0) },
  { name: 'its times follow each other evenly', sees: ({ reading }) => regularity(reading.wall) },
  {
    name: 'its cells are times',
    sees: ({ reading, table }) => reading.valid / Math.max(1, table.rows),
  },
  {
    name: 'nothing but digits, which may be numbers',
    sees: ({ table, column }) => Number(isDigitsOnly(table.columns[column]!)),
  },
  { name: 'the edges of periods', sees: ({ reading }) => Number(isEdge(reading.wall)) },
  { name: 'called an end', sees: (material) => Number(endName.test(nameOf(material))) },
  {
    name: 'called when a row was written',
    sees: (material) => Number(writtenName.test(nameOf(material))),
  },
];
