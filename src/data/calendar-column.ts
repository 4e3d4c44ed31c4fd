import { civilFromDays, dayMs, daysFromCivil } from './civil.js';

/** Lengths of the cycles that calendars count: quarters and months of a year, weeks, hours, half and quarter hours. */
const cycles = [4, 7, 12, 24, 48, 96];
/** Rows that are looked at. */
const SAMPLE = 5000;
/** Rows that may fall out of step, as when clocks change. */
const TOLERANCE = 0.02;

/**
 * Whether numbers only tell the time over again: they count its points, are its years or decimal
 * years, or count a cycle of the calendar from 0 or 1 (hours of a market in another zone).
 * @param values NaN is missing // (rows)
 * @param times in the same order, in ms // (rows)
 */
export function followsTime(values: Float64Array, times: Float64Array): boolean {
  const sample = times.subarray(0, SAMPLE);
  const order = Array.from(sample.keys())
    .filter((row) => !Number.isNaN(times[row]!) && !Number.isNaN(values[row]!))
    .sort((a, b) => times[a]! - times[b]!)
    .filter((row, i, rows) => i === 0 || times[row] !== times[rows[i - 1]!]);
  if (order.length < 10 || order.length < new Set(sample).size * 0.9) return false;
  const ordered = order.map((row) => values[row]!);
  return (
    isCount(ordered) ||
    isCycle(ordered) ||
    isClock(
      ordered,
      order.map((row) => times[row]!),
    ) ||
    ordered.every((value, i) => isYearOf(value, times[order[i]!]!)) ||
    ordered.every((value, i) => Math.abs(value - decimalYear(times[order[i]!]!)) < MONTH)
  );
}

/** Months of a year, a little more than one: files count them from their start, middle or end. */
const MONTH = 1.05 / 12;

/** Business years may begin in the year before, or end in the year after. */
const isYearOf = (value: number, time: number) =>
  Number.isInteger(value) && Math.abs(value - civilFromDays(Math.floor(time / dayMs)).year) <= 1;

function decimalYear(time: number): number {
  const { year } = civilFromDays(Math.floor(time / dayMs));
  const start = daysFromCivil(year, 1, 1) * dayMs;
  return year + (time - start) / (daysFromCivil(year + 1, 1, 1) * dayMs - start);
}

/** One more (or less) with every point in time. */
function isCount(values: readonly number[]): boolean {
  const step = values[1]! - values[0]!;
  return (
    Math.abs(step) === 1 && values.every((value, i) => i === 0 || value - values[i - 1]! === step)
  );
}

/** Of a step, what a rounded clock may be off. */
const SLACK = 0.01;

/** Numbers that go on by the same step, but for what rounding leaves: the seconds of a run. */
export function isEven(values: Float64Array): boolean {
  const step = (values.at(-1)! - values[0]!) / (values.length - 1);
  return (
    step !== 0 &&
    values.every((value, i) => Math.abs(value - values[0]! - i * step) < Math.abs(step) * SLACK)
  );
}

/** What clocks and calendars count with: days, hours, seconds, milliseconds, in ms. */
const units = [dayMs, 3_600_000, 1000, 1];

/** Another count of the same time: Excel's or Julian days, seconds since some moment. */
function isClock(values: readonly number[], times: readonly number[]): boolean {
  const span = times.at(-1)! - times[0]!;
  const step = span / (times.length - 1);
  return units.some((unit) =>
    values.every(
      (value, i) => Math.abs((value - values[0]!) * unit - (times[i]! - times[0]!)) < step,
    ),
  );
}

function isCycle(values: readonly number[]): boolean {
  const [low, high] = values.reduce<readonly [number, number]>(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  const length = high - low + 1;
  if ((low !== 0 && low !== 1) || !cycles.includes(length) || values.length < 2 * length)
    return false;
  const odd = values.filter(
    (value, i) => i > 0 && value !== (values[i - 1] === high ? low : values[i - 1]! + 1),
  );
  return odd.length <= values.length * TOLERANCE;
}
