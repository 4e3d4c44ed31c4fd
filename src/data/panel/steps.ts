import {
  addMonths,
  civilFromDays,
  dayMs,
  daysInMonth,
  daysOf,
  weekday,
} from '../calendar/civil.js';
import { type Frequency, type Session, stepMonths, stepMs } from '../calendar/frequency.js';
import { formatWall, offsetText, type TimeFormat } from '../calendar/time-format.js';
import { zoneOf } from '../calendar/zone.js';
import type { Panel, Series } from './panel.js';

/** Hours and less count in instants, days and more on the wall clock, where a day may have 23 hours. */
export const isClockUnit = ({ unit }: Frequency) =>
  unit === 'millisecond' || unit === 'second' || unit === 'minute' || unit === 'hour';

/**
 * The time `n` steps after `time` (before, for negative `n`).
 * @param time epoch ms (wall clock as UTC where `zone` is null), or the step index
 */
export function addSteps(
  frequency: Frequency,
  time: number,
  n: number,
  zone: string | null,
): number {
  if (frequency.unit === 'step') return time + n * frequency.count;
  if (frequency.session && zone !== null) {
    const place = zoneOf(zone);
    return place.instantOf(addWall(frequency, time + place.offsetAt(time), n));
  }
  if (isClockUnit(frequency) || zone === null) return addWall(frequency, time, n);
  const place = zoneOf(zone);
  return place.instantOf(addWall(frequency, time + place.offsetAt(time), n));
}

/** `addSteps` on the wall clock, without a zone. */
export function addWall(frequency: Frequency, wall: number, n: number): number {
  const ms = stepMs(frequency);
  if (ms !== null && frequency.session)
    return addWithinSession(frequency.session, wall, n, ms, frequency.holidays);
  if (ms !== null) return wall + n * ms;
  const days = Math.floor(wall / dayMs);
  const clock = wall - days * dayMs;
  const months = stepMonths(frequency);
  if (months === null)
    return addBusinessDays(days, n * frequency.count, frequency.holidays) * dayMs + clock;
  const date = civilFromDays(days);
  const target = addMonths(date, n * months, frequency.anchor === 'end' ? 31 : date.day);
  return daysOf(target) * dayMs + clock;
}

/** Steps within opening hours: from the last row of a session to the first of the next. */
function addWithinSession(
  { open, close, days }: Session,
  wall: number,
  n: number,
  step: number,
  holidays: readonly number[] = [],
): number {
  const off = new Set(holidays);
  const direction = n < 0 ? -1 : 1;
  let day = Math.floor(wall / dayMs);
  let clock = wall - day * dayMs;
  for (let left = Math.abs(n); left > 0; left--) {
    clock += direction * step;
    if (clock >= open && clock <= close) continue;
    do day += direction;
    while (!days.includes(weekday(day)) || off.has(day));
    clock = direction > 0 ? open : close;
  }
  return day * dayMs + clock;
}

/** Monday to Friday; a week-end day counts as the Friday before it going on, the Monday after going back. */
function addBusinessDays(days: number, n: number, holidays: readonly number[] = []): number {
  const step = n < 0 ? -1 : 1;
  const off = new Set(holidays);
  let left = Math.abs(n);
  let day = days;
  const weeks = Math.floor(left / 5);
  if (weeks > 1 && weekday(day) <= 5 && off.size === 0) {
    day += step * weeks * 7;
    left -= weeks * 5;
  }
  while (left > 0) {
    day += step;
    if (weekday(day) <= 5 && !off.has(day)) left--;
  }
  return day;
}

/**
 * The times of the next `horizon` steps of a series. Known covariate rows give them where they reach.
 * Steps count from the last row, so a month that began on the 31st ends on the last of shorter ones.
 */
export function futureTimes(
  panel: Pick<Panel, 'frequency' | 'zone'>,
  series: Pick<Series, 'times' | 'values'>,
  horizon: number,
): Float64Array {
  const rows = series.values.length;
  const last = series.times[rows - 1] ?? 0;
  return Float64Array.from(
    { length: horizon },
    (_, h) => series.times[rows + h] ?? addSteps(panel.frequency, last, h + 1, panel.zone),
  );
}

/** A time of a panel in the user's own date format. */
export function formatTime(format: TimeFormat, time: number, zone: string | null): string {
  if (format.pattern === 'step' || format.pattern.startsWith('epoch'))
    return formatWall(format, time, '');
  if (zone === null) return formatWall(format, time, format.offset ?? '');
  const offset = zoneOf(zone).offsetAt(time);
  return formatWall(
    format,
    time + offset,
    format.offset === 'Z' && offset === 0 ? 'Z' : offsetText(offset / 60_000),
  );
}

/** Steps from `start` to `time` on the wall clock, not rounded; months count by calendar. */
export function stepsBetween(frequency: Frequency, start: number, time: number): number {
  if (frequency.unit === 'step') return (time - start) / frequency.count;
  const ms = stepMs(frequency);
  if (ms !== null) return (time - start) / ms;
  const months = stepMonths(frequency);
  if (months === null) return (time - start) / (dayMs * frequency.count);
  const from = civilFromDays(Math.floor(start / dayMs));
  const to = civilFromDays(Math.floor(time / dayMs));
  const distance = (to.year - from.year) * 12 + to.month - from.month;
  const late =
    frequency.anchor === undefined
      ? (to.day - Math.min(from.day, daysInMonth(to.year, to.month))) / 31
      : 0;
  return (distance + late) / months;
}
