import { civilFromDays, dayMs, daysFromCivil, weekday } from '../calendar/civil.js';

/** Lengths of the cycles that calendars count: quarters and months of a year, weeks, hours, half and quarter hours. */
const cycles = [4, 7, 12, 24, 48, 96];
/** Rows that are looked at. */
const SAMPLE = 5000;
/** Rows that may fall out of step, as when clocks change. */
const TOLERANCE = 0.02;

/**
 * Whether numbers only tell the time over again: they count its points, are its years or decimal
 * years, or count a cycle of the calendar from 0 or 1 (hours of a market in another zone), or are its
 * hours, weekdays, days, months or weeks.
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
    isPartOfTime(
      ordered,
      order.map((row) => times[row]!),
    ) ||
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

/** Parts of a time that columns repeat: quarters of an hour, half hours, hours, weekdays, days of the month and of the year, months, ISO weeks. */
const partsOfTime: readonly ((time: number) => number)[] = [
  (time) => Math.floor(time / 900_000) % 96,
  (time) => Math.floor(time / 1_800_000) % 48,
  (time) => Math.floor(time / 3_600_000) % 24,
  (time) => weekday(Math.floor(time / dayMs)),
  (time) => civilFromDays(Math.floor(time / dayMs)).day,
  (time) => civilFromDays(Math.floor(time / dayMs)).month,
  (time) => dayOfYear(Math.floor(time / dayMs)),
  (time) => isoWeek(Math.floor(time / dayMs)),
];

const dayOfYear = (days: number) => days - daysFromCivil(civilFromDays(days).year, 1, 1) + 1;

/** Of an ISO week the Thursday tells the year. */
const isoWeek = (days: number) => Math.ceil(dayOfYear(days - weekday(days) + 4) / 7);

/**
 * Whether nearly all numbers are one part of their times, or one more or less (weekdays from 0). A time
 * that ends its hour belongs to the day before at midnight.
 */
function isPartOfTime(values: readonly number[], times: readonly number[]): boolean {
  if (values.every((value) => value === values[0])) return false;
  const allowed = values.length * TOLERANCE;
  const fits = (partOf: (time: number) => number, shift: number, before: number) => {
    let odd = 0;
    for (let i = 0; i < values.length && odd <= allowed; i++)
      if (values[i] !== partOf(times[i]! - before) + shift) odd++;
    return odd <= allowed;
  };
  return partsOfTime.some((partOf) =>
    [-1, 0, 1].some((shift) => fits(partOf, shift, 0) || fits(partOf, shift, 1)),
  );
}

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
