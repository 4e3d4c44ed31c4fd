import { MOST_MARGIN, withinBounds } from '../ballot/ballot.js';
import { inferFrequency } from '../calendar/infer-frequency.js';
import { type CellColumn, cellText } from '../cells/cells.js';
import { byIntervals } from './interval-order.js';
import type { TimeColumn } from './time-column.js';

/** Log-odds of what nearly all files have in common. */
const HABIT = 3;

/**
 * Day-first or month-first where both read every cell: the reading that makes the axis regular.
 * @param withClock adds the time of day that stands in another column
 */
export function decideOrder(
  column: CellColumn,
  first: TimeColumn,
  withClock: (wall: Float64Array) => Float64Array,
): TimeColumn {
  const second = first.rival;
  if (!second) return first;
  const decided = { ...first, rival: null };
  // Nobody puts points between month, day and year in this order.
  if (first.kind === 'dmy' && /\d?d\.M|d\.MM/.test(first.format.pattern)) return decided;
  // Nor do they put a short year first before slashes or points, unless the rows prove it.
  const yearFirst = [first, second].find(({ kind }) => kind === 'y2md');
  const one = regularity(withClock(first.wall));
  const two = regularity(withClock(second.wall));
  const [better, worse] = one >= two ? [decided, second] : [second, first];
  if (Math.abs(one - two) > 0.1) {
    const margin = withinBounds((Math.abs(one - two) * MOST_MARGIN) / Math.max(one, two));
    const evidence = `read as ${worse.format.pattern} the rows would not be regular`;
    return { ...better, evidence, margin };
  }
  if (yearFirst && !yearFirst.format.pattern.includes('-')) {
    const dayFirst = yearFirst === first ? second : first;
    return { ...dayFirst, rival: null, evidence: 'the year stands last', margin: HABIT };
  }
  // Of a few months or quarters of one year nobody can tell which; marks such as these are of months.
  if (second.kind === 'yq' && /[-/]/.test(first.format.pattern))
    return { ...decided, margin: HABIT };
  const row = better.wall.findIndex((time, i) => !Number.isNaN(time) && time !== worse.wall[i]);
  if (row < 0) return better;
  const american = [first, second].find(
    ({ kind, format }) => kind === 'mdy' && format.pattern.endsWith('a'),
  );
  if (american)
    return { ...american, rival: null, evidence: 'the clock has AM and PM', margin: HABIT };
  const even = byIntervals(column, [first, second]);
  if (even)
    return { ...even, rival: null, evidence: 'its intervals are of one length', margin: HABIT };
  const example = cellText(column, row);
  return {
    ...decided,
    tie: { pattern: first.format.pattern, other: second.format.pattern, example },
  };
}

/** How regular an axis is: rows there of rows expected, times the share of steps in one direction. */
export function regularity(wall: Float64Array): number {
  const sample = wall.subarray(0, 20_000).filter((time) => !Number.isNaN(time));
  let up = 0;
  let down = 0;
  for (let i = 1; i < sample.length; i++) {
    if (sample[i]! > sample[i - 1]!) up++;
    else if (sample[i]! < sample[i - 1]!) down++;
  }
  const ordered = up + down === 0 ? 0 : Math.max(up, down) / (up + down);
  const distinct = Float64Array.from(new Set(sample)).sort();
  const inferred = inferFrequency(distinct);
  return ordered * Math.min(1, inferred?.coverage ?? 0);
}
