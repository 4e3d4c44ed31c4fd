import { type Candidate, inOrder, surenessOf } from '../ballot/ballot.js';
import { cluesIn } from '../ballot/clues.js';
import { axisWeights } from '../ballot/weights.js';
import { soundsLikeTime } from '../cells/column-names.js';
import { isNumeric } from '../cells/number-column.js';
import type { Table } from '../rows/table.js';
import { isDigitsOnly } from '../times/numeric-times.js';
import type { TimeColumn } from '../times/time-column.js';
import { axisClues } from './axis-clues.js';
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
      return reading ? [{ column, reading }] : [];
    });
  const ranked = ballotOf(table, written);
  let constant: TimeAxis | null = null;
  for (const { column, reading, sure } of ranked) {
    if (isNumeric(table.columns[column]!, '.')) continue;
    const axis = withClock(table, column, reading, sure);
    if (hasSeveral(axis.reading.wall)) return axis;
    constant ??= axis;
  }
  if (parts) return parts;
  const numbers = numericAxes(table);
  const [first] = numbers;
  const sure = ballotOf(table, numbers).find(({ column }) => column === first?.column)?.sure;
  const numeric = first && sure && withClock(table, first.column, first.reading, sure);
  // Beside a column of digits that is called a date, `2024.1` in another is a number.
  const isDate = first?.named && first.reading.kind !== 'step';
  // `2024.1` and `2024.123` may be dates, and may be numbers.
  const decimal = ranked.find(
    ({ column, reading }) =>
      isNumeric(table.columns[column]!, '.') &&
      (!isDate || soundsLikeTime(table.names[column]!)) &&
      isPlausible(reading.wall) &&
      isOrdered(reading.wall),
  );
  if (decimal) return withClock(table, decimal.column, decimal.reading, decimal.sure);
  // One time in all rows (of the last update) is that of none where others tell them apart.
  return (isDate ? numeric : (constant ?? numeric)) ?? null;
}

const hasSeveral = (wall: Float64Array) =>
  wall.length < 2 || wall.some((time) => time !== wall[0] && !Number.isNaN(time));

interface Readable {
  readonly column: number;
  readonly reading: TimeColumn;
}

/** The clues for each column that can be read as times, and for there being none. */
function ballotOf(table: Table, columns: readonly Readable[]) {
  const candidates = columns.map(
    (value): Candidate<Readable | null> => ({
      value,
      clues: cluesIn(axisClues, axisWeights, { table, ...value }),
    }),
  );
  const all: typeof candidates = [...candidates, { value: null, clues: [] }];
  const nameOf = (value: Readable | null) =>
    value === null ? 'none: rows are numbered' : table.names[value.column]!;
  return inOrder(candidates).flatMap((candidate) =>
    candidate.value ? [{ ...candidate.value, sure: surenessOf(all, candidate, nameOf) }] : [],
  );
}
