import { dayMs } from '../calendar/civil.js';
import { type Frequency, openDays, strideOf } from '../calendar/frequency.js';
import { openWeekdays } from '../calendar/open-weekdays.js';
import { zoneOf } from '../calendar/zone.js';
import { addSteps, isClockUnit } from '../panel/steps.js';
import type { Aggregation } from '../reading.js';
import { periodOf } from './periods.js';
import { collapse, groupBy, type Track } from './regularize.js';

/** Rows gathered into steps; the first and the last may hold but a part of what belongs to them. */
export interface Resampled extends Track {
  /** The row of the first step, where rows before the file's first are missing to make it whole. */
  readonly partialFirst: number | null;
  /** The row of the last step that has a known target, where rows after it would belong to it too. */
  readonly partialLast: number | null;
}

/** How rows are gathered: from one frequency to another. */
export interface Resampling {
  readonly from: Frequency;
  readonly to: Frequency;
  readonly zone: string | null;
  readonly hows: readonly Aggregation[];
  /** From the first row to behind the last one of a track that count for whether a step is whole. */
  readonly known: (track: Track) => readonly [number, number];
}

/**
 * Rows gathered into steps of a frequency, each column by its own aggregation.
 * @param track instants, or the index
 * @returns wall-clock times for days and more, else instants
 */
export function resample(track: Track, { from, to, zone, hows, known }: Resampling): Resampled {
  const place = zone === null ? null : zoneOf(zone);
  const offset = (time: number) => place?.offsetAt(time) ?? 0;
  const first = track.times[0] ?? 0;
  const { kind, size } = strideOf(to);
  // Hours and less are as long in any night; they begin with an hour of the clock on the first day.
  const onWall = kind !== 'index' && !isClockUnit(to);
  const origin =
    kind === 'index' ? first : Math.floor((first + offset(first)) / size) * size - offset(first);
  const stepOf = (time: number) => periodOf(to, onWall ? time + offset(time) : time, origin);
  const gathered = collapse(
    track,
    groupBy(track.times, (row) => stepOf(track.times[row]!)),
    hows,
  );
  const [start, end] = known(track);
  if (start >= end) return { ...gathered, partialFirst: null, partialLast: null };
  const [oldest, newest] = [track.times[start]!, track.times[end - 1]!];
  const isPart = (time: number, n: number) =>
    stepOf(addSteps(from, time, n, zone)) === stepOf(time);
  const rowOf = (time: number) => gathered.times.indexOf(stepOf(time));
  return {
    ...gathered,
    partialFirst: isPart(oldest, -1) ? rowOf(oldest) : null,
    partialLast: isPart(newest, 1) ? rowOf(newest) : null,
  };
}

/**
 * The frequency of rows that were gathered: days stay the days that the rows have, and hours stay within
 * the opening hours.
 * @param times of the longest series, instants
 */
export function frequencyOfResampled(
  from: Frequency,
  to: Frequency,
  times: Float64Array,
  zone: string | null,
): Frequency {
  const { holidays } = from;
  const { kind, size } = strideOf(to);
  const isDaily = kind === 'open days' || (to.unit === 'day' && to.count === 1);
  if (isDaily) {
    const hasOpen = from.unit === 'business' || from.session !== undefined;
    const weekdays = hasOpen ? openDays(from) : openWeekdays(daysOf(times, zone));
    if (weekdays === null || weekdays.length === 7) return to;
    return { unit: 'business', count: to.count, weekdays, ...(holidays && { holidays }) };
  }
  if (!from.session || !isClockUnit(to)) return to;
  const { open, close, days } = from.session;
  const session = { open: open - (open % size), close: close - (close % size), days };
  return { ...to, session, ...(holidays && { holidays }) };
}

/** The days on which rows fall, each once. */
function daysOf(times: Float64Array, zone: string | null): number[] {
  const place = zone === null ? null : zoneOf(zone);
  const days = new Set<number>();
  for (const time of times) days.add(Math.floor((time + (place?.offsetAt(time) ?? 0)) / dayMs));
  return [...days];
}
