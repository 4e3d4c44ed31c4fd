import {
  addMonths,
  civilFromDays,
  dayMs,
  daysInMonth,
  daysOf,
  weekday,
} from '../calendar/civil.js';
import { type Frequency, openDays, type Session, strideOf } from '../calendar/frequency.js';
import { zoneOf } from '../calendar/zone.js';
import { formatWall, offsetText, type TimeFormat } from '../times/time-format.js';
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
  const inZone =
    strideOf(frequency).kind !== 'index' && (!isClockUnit(frequency) || frequency.session);
  if (zone === null || !inZone) return addWall(frequency, time, n);
  const place = zoneOf(zone);
  const exists = (wall: number) => {
    const instant = place.instantOf(wall);
    return instant + place.offsetAt(instant) === wall;
  };
  return place.instantOf(addWall(frequency, time + place.offsetAt(time), n, exists));
}

/**
 * `addSteps` on the wall clock, without a zone.
 * @param exists whether clocks ever show a time: opening hours have no row in an hour that spring skips
 */
export function addWall(
  frequency: Frequency,
  wall: number,
  n: number,
  exists: (wall: number) => boolean = () => true,
): number {
  const { kind, size } = strideOf(frequency);
  const days = Math.floor(wall / dayMs);
  const clock = wall - days * dayMs;
  switch (kind) {
    case 'index':
      return wall + n * size;
    case 'time':
      return frequency.session
        ? addWithinSession(
            { ...frequency.session, step: size, exists },
            frequency.holidays,
            wall,
            n,
          )
        : wall + n * size;
    case 'open days':
      return addOpenDays(frequency, days, n * size) * dayMs + clock;
    case 'months': {
      const date = civilFromDays(days);
      const target = addMonths(
        date,
        n * size,
        frequency.anchor === 'end' ? 31 : (frequency.day ?? date.day),
      );
      return daysOf(target) * dayMs + clock;
    }
  }
}

/** Steps within opening hours: from the last row of a session to the first of the next. */
function addWithinSession(
  {
    open,
    close,
    days,
    step,
    exists,
  }: Session & { step: number; exists: (wall: number) => boolean },
  holidays: readonly number[] = [],
  wall: number,
  n: number,
): number {
  const off = new Set(holidays);
  const direction = n < 0 ? -1 : 1;
  let day = Math.floor(wall / dayMs);
  let clock = wall - day * dayMs;
  for (let left = Math.abs(n); left > 0; ) {
    clock += direction * step;
    if (clock < open || clock > close) {
      do day += direction;
      while (!days.includes(weekday(day)) || off.has(day));
      clock = direction > 0 ? open : close;
    }
    if (exists(day * dayMs + clock)) left--;
  }
  return day * dayMs + clock;
}

/** A closed day counts as the open one before it going on, as the one after it going back. */
function addOpenDays(frequency: Frequency, days: number, n: number): number {
  const open = openDays(frequency);
  const step = n < 0 ? -1 : 1;
  const off = new Set(frequency.holidays);
  let left = Math.abs(n);
  let day = days;
  const weeks = Math.floor(left / open.length);
  if (weeks > 1 && open.includes(weekday(day)) && off.size === 0) {
    day += step * weeks * 7;
    left -= weeks * open.length;
  }
  while (left > 0) {
    day += step;
    if (open.includes(weekday(day)) && !off.has(day)) left--;
  }
  return day;
}

/**
 * The times of the next `horizon` steps of a series. Known covariate rows give them where they reach.
 * Steps count from the last row, so a month that began on the 31st ends on the last of shorter ones.
 */
export function futureTimes(
  panel: Pick<Panel, 'frequency' | 'zone'>,
  series: Pick<Series, 'times' | 'values' | 'weekdays'>,
  horizon: number,
): Float64Array {
  const { weekdays } = series;
  const frequency = weekdays ? { ...panel.frequency, weekdays } : panel.frequency;
  const rows = series.values.length;
  const last = series.times[rows - 1] ?? 0;
  return Float64Array.from(
    { length: horizon },
    (_, h) => series.times[rows + h] ?? addSteps(frequency, last, h + 1, panel.zone),
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

/** Steps from `start` to `time` on the wall clock, not rounded; months count by calendar, open days by days. */
export function stepsBetween(frequency: Frequency, start: number, time: number): number {
  const { kind, size } = strideOf(frequency);
  switch (kind) {
    case 'index':
    case 'time':
      return (time - start) / size;
    case 'open days':
      return (time - start) / (dayMs * size);
    case 'months': {
      const from = civilFromDays(Math.floor(start / dayMs));
      const to = civilFromDays(Math.floor(time / dayMs));
      const distance = (to.year - from.year) * 12 + to.month - from.month;
      const late =
        frequency.anchor === undefined
          ? (to.day - Math.min(frequency.day ?? from.day, daysInMonth(to.year, to.month))) / 31
          : 0;
      return (distance + late) / size;
    }
  }
}
