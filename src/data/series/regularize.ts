import { dayMs, weekday } from '../calendar/civil.js';
import { type Frequency, stepMs } from '../calendar/frequency.js';
import { addWall, stepsBetween } from '../panel/steps.js';
import type { Aggregation, DuplicatePolicy } from '../reading.js';
import { aggregate } from './aggregate.js';
import { periodOf } from './periods.js';

/** Columns along one ascending axis. */
export interface Track {
  readonly times: Float64Array; // (rows)
  readonly columns: readonly Float64Array[]; // (columns) × (rows)
}

/** Rows of equal time made one; `times` ascending. */
export interface Merged extends Track {
  /** Rows that repeated a time. */
  readonly duplicates: number;
  /** Of these, the ones whose numbers differ. */
  readonly unequal: number;
}

/** Equal rows are one in any case; of unequal ones the policy decides, the last row without one. */
export function mergeDuplicates(track: Track, policy: DuplicatePolicy | undefined): Merged {
  const { times, columns } = track;
  let duplicates = 0;
  let unequal = 0;
  for (let row = 1; row < times.length; row++) {
    if (times[row] !== times[row - 1]) continue;
    duplicates++;
    if (columns.some((column) => !Object.is(column[row], column[row - 1]))) unequal++;
  }
  if (duplicates === 0) return { times, columns, duplicates, unequal };
  const how: Aggregation = policy === undefined || policy === 'error' ? 'last' : policy;
  const groups = groupBy(times, (row) => times[row]!);
  return {
    ...collapse(
      track,
      groups,
      columns.map(() => (unequal === 0 ? 'first' : how)),
    ),
    duplicates,
    unequal,
  };
}

/** Rows that follow each other, made one. */
interface StepRows {
  readonly time: number;
  readonly from: number;
  readonly to: number;
}

export function groupBy(times: Float64Array, key: (row: number) => number): StepRows[] {
  const groups: StepRows[] = [];
  let from = 0;
  for (let row = 1; row <= times.length; row++) {
    if (row < times.length && key(row) === key(from)) continue;
    groups.push({ time: key(from), from, to: row });
    from = row;
  }
  return groups;
}

export function collapse(
  track: Track,
  groups: readonly StepRows[],
  hows: readonly Aggregation[],
): Track {
  return {
    times: Float64Array.from(groups, ({ time }) => time),
    columns: track.columns.map((column, j) =>
      Float64Array.from(groups, ({ from, to }) => {
        const present = Array.from(column.subarray(from, to)).filter(
          (value) => !Number.isNaN(value),
        );
        return aggregate(present, hows[j]!);
      }),
    ),
  };
}

export interface Regular extends Track {
  /** Steps between first and last without a row. */
  readonly gaps: number;
  /** Rows that did not stand on a step and were moved to the nearest. */
  readonly moved: number;
}

/** Market days and hours: the rows that the file has are the axis. */
const isRegularInRows = (frequency: Frequency) =>
  frequency.unit === 'business' || frequency.session !== undefined;

/** Steps that so many rows may span: an axis of nothing but gaps is a misread or stray time. */
const longestAxis = (rows: number) => 10_000 + rows * 50;

/**
 * A track without the rows whose times lie far from nearly all others (a year 9999, an epoch of 0),
 * and how many these were.
 */
export function dropStrayTimes(track: Track): { track: Track; dropped: number } {
  const { times, columns } = track;
  const at = (share: number) => times[Math.floor((times.length - 1) * share)]!;
  const [low, high] = [at(0.1), at(0.9)];
  const reach = 10 * (high - low);
  const rows = Array.from(times.keys()).filter(
    (row) => times[row]! >= low - reach && times[row]! <= high + reach,
  );
  const pick = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]!);
  return {
    track: { times: pick(times), columns: columns.map(pick) },
    dropped: times.length - rows.length,
  };
}

/** Whether each time is one step after the one before. */
function goesBy(times: Float64Array, step: number): boolean {
  for (let row = 1; row < times.length; row++)
    if (times[row]! - times[row - 1]! !== step) return false;
  return true;
}

/** Where the steps of an axis lie: the first one, and how a row's place among them is rounded. */
interface Grid {
  readonly start: number;
  readonly round: (steps: number) => number;
}

/** Of rows a week apart, those that must fall on one weekday for weeks to be recognized by it. */
const ON_ONE_WEEKDAY = 0.5;

/**
 * The steps of an axis: they count from its first row. Weeks do not, because that row may be the odd one:
 * they count from the weekday of most rows; where there is none, or the user named the day on which
 * weeks begin, each row belongs to the week that holds it.
 */
function gridOf(times: Float64Array, frequency: Frequency): Grid {
  const nearest = { start: times[0]!, round: Math.round };
  if (frequency.unit !== 'week') return nearest;
  const weekdays = new Array<number>(8).fill(0);
  const dayOf = (time: number) => weekday(Math.floor(time / dayMs));
  for (const time of times) weekdays[dayOf(time)]!++;
  const most = weekdays.indexOf(Math.max(...weekdays));
  const { begins } = frequency;
  const share = weekdays[begins ?? most]! / times.length;
  if (begins === undefined ? share <= ON_ONE_WEEKDAY : share < 1)
    return { start: periodOf(frequency, times[0]!, 0), round: Math.floor };
  const first = times.find((time) => dayOf(time) === most)!;
  const size = 7 * dayMs * frequency.count;
  return { start: first - Math.round((first - times[0]!) / size) * size, round: Math.round };
}

/**
 * Every step from first to last gets a row; the steps without one are NaN. Null when the rows span
 * so many steps that the axis would be nearly all gaps.
 */
export function regularize(track: Track, frequency: Frequency): Regular | null {
  const { times, columns } = track;
  if (times.length === 0 || isRegularInRows(frequency)) return { ...track, gaps: 0, moved: 0 };
  const step = stepMs(frequency);
  const { start, round } = gridOf(times, frequency);
  if (step !== null && start === times[0] && goesBy(times, step))
    return { ...track, gaps: 0, moved: 0 };
  const places = new Float64Array(times.length);
  let moved = 0;
  for (let row = 0; row < times.length; row++) {
    const steps = stepsBetween(frequency, start, times[row]!);
    places[row] = round(steps);
    if (Math.abs(steps - places[row]!) > 0.02) moved++;
  }
  const length = places[places.length - 1]! + 1;
  if (length > longestAxis(times.length)) return null;
  if (length === times.length && moved === 0) return { ...track, gaps: 0, moved: 0 };
  const axis = Float64Array.from({ length }, (_, step) => addWall(frequency, start, step));
  const filled = columns.map(() => new Float64Array(length).fill(Number.NaN));
  let taken = 0;
  let before = -1;
  for (let row = 0; row < times.length; row++) {
    const place = places[row]!;
    if (place !== before) taken++;
    before = place;
    columns.forEach((column, j) => {
      const value = column[row]!;
      if (!Number.isNaN(value)) filled[j]![place] = value;
    });
  }
  return { times: axis, columns: filled, gaps: length - taken, moved };
}
