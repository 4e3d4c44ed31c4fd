import { dayMs } from '../calendar/civil.js';
import { soundsLikeTime } from '../cells/column-names.js';
import { isNumeric } from '../cells/number-column.js';
import type { Table } from '../rows/table.js';
import { regularity } from '../times/date-order.js';
import { isDigitsOnly } from '../times/numeric-times.js';
import type { TimeColumn } from '../times/time-column.js';
import { findDateParts } from './date-parts.js';
import { datesOf, isOrdered, isPlausible, numericAxes } from './numeric-axis.js';
import type { TimeAxis } from './time-axis.js';
import { withClock } from './with-clock.js';

/** The time axis of a table of which nobody has named a column; null where no column holds times. */
export function search(table: Table): TimeAxis | null {
  const parts = findDateParts(table);
  const written = table.columns
    .map((cells, column) => ({ cells, column }))
    .filter(({ cells }) => !isDigitsOnly(cells))
    .flatMap(({ cells, column }) => {
      const reading = datesOf(table.names[column]!, cells);
      return reading ? [{ column, reading, score: scoreOf(table, column, reading) }] : [];
    })
    .sort((a, b) => b.score - a.score || a.column - b.column);
  let constant: TimeAxis | null = null;
  for (const { column, reading } of written) {
    if (isNumeric(table.columns[column]!, '.')) continue;
    const axis = withClock(table, column, reading, 'certain');
    if (hasSeveral(axis.reading.wall)) return axis;
    constant ??= axis;
  }
  if (parts) return parts;
  const [first] = numericAxes(table);
  const numeric = first && withClock(table, first.column, first.reading, confidenceOf(first));
  // Beside a column of digits that is called a date, `2024.1` in another is a number.
  const isDate = first?.named && first.reading.kind !== 'step';
  // `2024.1` and `2024.123` may be dates, and may be numbers.
  const decimal = written.find(
    ({ column, reading }) =>
      isNumeric(table.columns[column]!, '.') &&
      (!isDate || soundsLikeTime(table.names[column]!)) &&
      isPlausible(reading.wall) &&
      isOrdered(reading.wall),
  );
  if (decimal) return withClock(table, decimal.column, decimal.reading, 'likely');
  // One time in all rows (of the last update) is that of none where others tell them apart.
  return (isDate ? numeric : (constant ?? numeric)) ?? null;
}

const hasSeveral = (wall: Float64Array) =>
  wall.length < 2 || wall.some((time) => time !== wall[0] && !Number.isNaN(time));

const confidenceOf = ({ named }: { readonly named: boolean }) => (named ? 'likely' : 'weak');

function scoreOf(table: Table, column: number, reading: TimeColumn): number {
  const named = soundsLikeTime(table.names[column]!) ? 1 : 0;
  return (
    named +
    (column === 0 ? 0.5 : 0) +
    regularity(reading.wall) +
    reading.valid / table.rows -
    (isEdge(reading.wall) ? 2 : 0) -
    (endName.test(table.names[column]!) ? 1.5 : 0) -
    (writtenName.test(table.names[column]!) ? 0.7 : 0)
  );
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
