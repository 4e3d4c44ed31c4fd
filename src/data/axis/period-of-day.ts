import { dayMs } from '../calendar/civil.js';
import type { CellColumn } from '../cells/cells.js';
import { readNumbers } from '../cells/number-column.js';
import { isDigitsOnly } from '../times/numeric-times.js';
import type { TimeColumn } from '../times/time-column.js';

/** Into so many equal periods days are cut: hours, half hours, quarters of an hour, ten and five minutes. */
const perDay = [24, 48, 96, 144, 288] as const;
/** Into so many an hour is cut: half and quarter hours, twenty, ten and five minutes. */
const perHour = [2, 3, 4, 6, 12] as const;
const hourMs = dayMs / 24;
/** Periods that the day on which clocks go back has more, at most. */
const longerBy = 12;

/**
 * A column that numbers the periods of a day (`SETTLEMENT_PERIOD` 1 to 48), as the time at which each
 * starts; null when the numbers do not run from 0 or 1 to one and the same end on nearly every day.
 * @param days the day of each row, in ms // (rows)
 */
export const readPeriods = (days: Float64Array, cells: CellColumn): TimeColumn | null =>
  periodsOf(days, cells, { counts: perDay, span: dayMs, what: 'day' });

/** A column that numbers the parts of an hour (`Delivery Interval` 1 to 4), likewise. */
export const readPartsOfHour = (hours: Float64Array, cells: CellColumn): TimeColumn | null =>
  periodsOf(hours, cells, { counts: perHour, span: hourMs, what: 'hour' });

interface Cut {
  readonly counts: readonly number[];
  readonly span: number;
  readonly what: string;
}

function periodsOf(
  days: Float64Array,
  cells: CellColumn,
  { counts, span, what }: Cut,
): TimeColumn | null {
  if (!isDigitsOnly(cells)) return null;
  const { values } = readNumbers(cells, '.');
  const seen = new Map<number, Set<number>>();
  for (let row = 0; row < values.length; row++) {
    const day = days[row]!;
    if (Number.isNaN(day)) continue;
    const known = seen.get(day);
    if (known) known.add(values[row]!);
    else seen.set(day, new Set([values[row]!]));
  }
  const first = Math.min(...(seen.values().next().value ?? []));
  const all = [...seen.values()];
  const count = counts.find((size) => all.filter(whole(first, size)).length > all.length / 2);
  if (count === undefined || (first !== 0 && first !== 1)) return null;
  const top = first + count + (span === dayMs ? Math.ceil((longerBy * count) / 288) : 0);
  const within = values.every(
    (value, row) => Number.isNaN(days[row]!) || (value >= first && value < top),
  );
  if (!within) return null;
  return {
    kind: 'clock',
    format: { pattern: 'HH:mm', offset: null },
    wall: values.map((value) => ((value - first) * span) / count),
    offsets: null,
    valid: cells.length,
    odd: 0,
    tie: null,
    rival: null,
    evidence: `numbers of the ${count} periods of ${what === 'day' ? 'a day' : 'an hour'}`,
  };
}

/** Whether a day has all its periods. */
const whole = (first: number, count: number) => (periods: ReadonlySet<number>) =>
  periods.size === count && periods.has(first) && periods.has(first + count - 1);
