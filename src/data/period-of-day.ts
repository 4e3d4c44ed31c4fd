import type { CellColumn } from './cells.js';
import { dayMs } from './civil.js';
import { readNumbers } from './number-column.js';
import { isDigitsOnly } from './numeric-times.js';
import type { TimeColumn } from './time-column.js';

/** Into so many equal periods days are cut: hours, half hours, quarters of an hour, ten and five minutes. */
const perDay = [24, 48, 96, 144, 288] as const;
/** Periods that the day on which clocks go back has more, at most. */
const longerBy = 12;

/**
 * A column that numbers the periods of a day (`SETTLEMENT_PERIOD` 1 to 48), as the time at which each
 * starts; null when the numbers do not run from 0 or 1 to one and the same end on nearly every day.
 * @param days the day of each row, in ms // (rows)
 */
export function readPeriods(days: Float64Array, cells: CellColumn): TimeColumn | null {
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
  const count = perDay.find((size) => all.filter(whole(first, size)).length > all.length / 2);
  if (count === undefined || (first !== 0 && first !== 1)) return null;
  const top = first + count + Math.ceil((longerBy * count) / 288);
  const within = values.every((value) => value >= first && value < top);
  if (!within) return null;
  return {
    kind: 'clock',
    format: { pattern: 'HH:mm', offset: null },
    wall: values.map((value) => ((value - first) * dayMs) / count),
    offsets: null,
    valid: cells.length,
    odd: 0,
    tie: null,
    rival: null,
    evidence: `numbers of the ${count} periods of a day`,
  };
}

/** Whether a day has all its periods. */
const whole = (first: number, count: number) => (periods: ReadonlySet<number>) =>
  periods.size === count && periods.has(first) && periods.has(first + count - 1);
