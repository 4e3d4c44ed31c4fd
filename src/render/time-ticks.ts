import type { Tick } from './number-ticks.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MONDAY = 4 * DAY; // 1970-01-05

/** A tick spacing: the positions inside a range, and how one is labelled. */
interface Spacing {
  /** Average milliseconds from tick to tick. */
  readonly length: number;
  positions(low: number, high: number): number[];
  label(time: Date): string;
  /** What the label leaves out; empty when nothing. */
  context(time: Date): string;
}

const two = (value: number) => String(value).padStart(2, '0');
const dayAndMonth = (time: Date) => `${MONTHS[time.getUTCMonth()]} ${time.getUTCDate()}`;
const year = (time: Date) => String(time.getUTCFullYear());
const fullDate = (time: Date) => `${dayAndMonth(time)} ${year(time)}`;
const clock = (time: Date) => `${two(time.getUTCHours())}:${two(time.getUTCMinutes())}`;
const seconds = (time: Date) => `${clock(time)}:${two(time.getUTCSeconds())}`;
const fraction = (time: Date) =>
  `:${two(time.getUTCSeconds())}.${String(time.getUTCMilliseconds()).padStart(3, '0')}`;

/** Evenly spaced from an origin: everything up to weeks. */
function even(
  length: number,
  label: (time: Date) => string,
  context: (time: Date) => string,
  origin = 0,
): Spacing {
  return {
    length,
    label,
    context,
    positions(low, high) {
      const found: number[] = [];
      const first = Math.ceil((low - origin) / length) * length + origin;
      for (let time = first; time <= high; time += length) found.push(time);
      return found;
    },
  };
}

/** On the first of every `count`-th month. */
function monthly(count: number): Spacing {
  return {
    length: (count * 365.25 * DAY) / 12,
    label: (time) => (count % 12 === 0 ? year(time) : MONTHS[time.getUTCMonth()]!),
    context: (time) => (count % 12 === 0 ? '' : year(time)),
    positions(low, high) {
      const start = new Date(low);
      const index = start.getUTCFullYear() * 12 + start.getUTCMonth();
      const found: number[] = [];
      for (let month = Math.ceil(index / count) * count; ; month += count) {
        const time = firstOfMonth(month);
        if (!(time <= high)) return found;
        if (time >= low) found.push(time);
      }
    },
  };
}

function firstOfMonth(index: number): number {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(index / 12), ((index % 12) + 12) % 12, 1);
  return date.getTime();
}

const SPACINGS: readonly Spacing[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((count) => even(count, fraction, seconds)),
  ...[1, 2, 5, 10, 15, 30].map((count) => even(count * SECOND, seconds, fullDate)),
  ...[1, 2, 5, 10, 15, 30].map((count) => even(count * MINUTE, clock, fullDate)),
  ...[1, 2, 3, 6, 12].map((count) => even(count * HOUR, clock, fullDate)),
  ...[1, 2].map((count) => even(count * DAY, dayAndMonth, year)),
  ...[7, 14].map((count) => even(count * DAY, dayAndMonth, year, MONDAY)),
  ...[1, 2, 3, 6].map(monthly),
  ...[1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000, 10000].map((years) =>
    monthly(12 * years),
  ),
];

/**
 * At most `most` ticks on round times inside [low, high]: whole seconds, minutes, hours, days,
 * Mondays, firsts of months or years, whichever is the finest that fits.
 *
 * @param low epoch milliseconds of wall clock time counted as UTC
 * @param finest milliseconds below which a spacing would be finer than the data
 */
export function timeTicks(low: number, high: number, most: number, finest = 0): Tick[] {
  const rough = Math.max(finest, (high - low) / Math.max(1, most));
  const spacing = SPACINGS.find(({ length }) => length >= rough) ?? SPACINGS.at(-1)!;
  const positions = spacing.positions(low, high);
  const shown = positions.length > 0 ? positions : [low];
  return shown.map((value) => {
    const time = new Date(value);
    return { value, label: spacing.label(time), context: spacing.context(time) };
  });
}
