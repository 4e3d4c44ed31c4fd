import { civilFromDays, dayMs, daysInMonth } from '../calendar/civil.js';
import { readNumbers } from '../cells/number-column.js';
import type { Table } from '../rows/table.js';
import { regularity } from '../times/date-order.js';
import { hasClock } from '../times/time-format.js';
import { isWithin } from './join-parts.js';
import type { TimeAxis } from './time-axis.js';
import { repeats } from './with-clock.js';

/** A part of the time that a column may tell beside an axis of coarser steps. */
interface FinerPart {
  readonly low: number;
  readonly high: number;
  /** Whether an axis lacks the part. */
  readonly isDue: (axis: TimeAxis) => boolean;
  /** How many there are in the step of the axis that begins at a time, counted from `low`. */
  readonly sizeOf: (time: number) => number;
  readonly ms: number;
  readonly withPart: (pattern: string) => string;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The letters of an axis' pattern, without words and the language of its months. */
const fieldsOf = ({ reading }: TimeAxis) =>
  reading.format.pattern.replace(/^\[[a-z]{2}\]|'[^']*'/g, '');

const isEach = ({ reading }: TimeAxis, holds: (time: number) => boolean) =>
  reading.wall.every((time) => Number.isNaN(time) || holds(time));

const finerParts: readonly FinerPart[] = [
  {
    low: 1,
    high: 31,
    isDue: (axis) =>
      !/[dDwQ]/.test(fieldsOf(axis)) &&
      fieldsOf(axis).includes('M') &&
      isEach(axis, (time) => civilFromDays(Math.floor(time / dayMs)).day === 1),
    sizeOf: (time) => {
      const { year, month } = civilFromDays(Math.floor(time / dayMs));
      return daysInMonth(year, month);
    },
    ms: dayMs,
    withPart: () => 'yyyy-MM-dd',
  },
  {
    low: 0,
    high: 59,
    isDue: (axis) =>
      hasClock(axis.reading.format.pattern) && isEach(axis, (time) => time % hourMs === 0),
    sizeOf: () => 60,
    ms: minuteMs,
    withPart: (pattern) => (pattern.includes('m') ? pattern : pattern.replace(/H+/, 'HH:mm')),
  },
  {
    low: 0,
    high: 59,
    isDue: (axis) => fieldsOf(axis).includes('m') && isEach(axis, (time) => time % minuteMs === 0),
    sizeOf: () => 60,
    ms: 1000,
    withPart: (pattern) => (pattern.includes('s') ? pattern : `${pattern}:ss`),
  },
];

/**
 * An axis of which many rows share a time, with the column added that tells them apart by what the axis
 * lacks: days 1 to 31 beside months, minutes beside hours, seconds beside minutes. The numbers prove it,
 * whatever the column is called: they fill each month to its own length, or cut each hour evenly. Any
 * other axis comes back as it is.
 */
export function withFinerPart(table: Table, axis: TimeAxis): TimeAxis {
  if (axis.columns.length === 0 || axis.reading.offsets || !repeats(axis.reading.wall)) return axis;
  for (const part of finerParts) {
    if (!part.isDue(axis)) continue;
    for (let column = 0; column < table.columns.length; column++) {
      if (axis.columns.includes(column) || !isWithin(table, column, part.low, part.high)) continue;
      const { values } = readNumbers(table.columns[column]!, '.');
      if (!completes(axis.reading.wall, values, part)) continue;
      const wall = axis.reading.wall.map((time, row) => time + (values[row]! - part.low) * part.ms);
      const format = { pattern: part.withPart(axis.reading.format.pattern), offset: null };
      const finer = { ...axis.reading, wall, format, tie: null };
      return withFinerPart(table, { ...axis, columns: [...axis.columns, column], reading: finer });
    }
  }
  return axis;
}

/** Of the steps between the first and the last, the share that the part must fill. */
const FILLED = 0.9;
/** How well rows must follow each other where the steps are not filled: days of a market. */
const REGULAR = 0.9;

function completes(wall: Float64Array, values: Float64Array, part: FinerPart): boolean {
  const seen = new Map<number, Set<number>>();
  for (let row = 0; row < wall.length; row++) {
    const time = wall[row]!;
    if (Number.isNaN(time)) continue;
    if (values[row]! - part.low >= part.sizeOf(time)) return false;
    const known = seen.get(time);
    if (known) known.add(values[row]!);
    else seen.set(time, new Set([values[row]!]));
  }
  const times = [...seen.keys()].sort((a, b) => a - b);
  const inner = times.slice(1, -1);
  const filled = inner.filter((time) => fills(seen.get(time)!, part.sizeOf(time), part));
  if (inner.length >= 2 && filled.length >= inner.length * FILLED) return true;
  const whole = wall.map((time, row) => time + (values[row]! - part.low) * part.ms);
  const isWhole = times.some((time) => fills(seen.get(time)!, part.sizeOf(time), part));
  const isLong = part.ms !== dayMs || values.some((value) => value === 31);
  return (
    (isWhole || (part.ms === dayMs && isLong)) &&
    new Set(whole).size > whole.length * 0.99 &&
    regularity(whole) > REGULAR
  );
}

/** Whether numbers are all of a step's parts: each day of a month, every fifteenth minute of an hour. */
function fills(numbers: ReadonlySet<number>, size: number, { ms, low }: FinerPart): boolean {
  if (ms === dayMs) return numbers.size === size;
  const step = size / numbers.size;
  if (numbers.size < 2 || !Number.isInteger(step)) return false;
  const first = Math.min(...numbers) - low;
  return first < step && [...numbers].every((number) => (number - low - first) % step === 0);
}
