import { zoneOf } from '../calendar/zone.js';
import { cellColumn } from '../cells/cell-builder.js';
import { readDates } from '../times/date-column.js';
import { decideOrder } from '../times/date-order.js';
import type { TimeFormat } from '../times/time-format.js';
import type { Panel } from './panel.js';
import { formatTime } from './steps.js';

/** About so many rows are tried, evenly spread: a day above 12, if there is one, tells it from a month. */
const TRIED = 3000;

/**
 * The format that a panel's times are written in: the user's own where it reads back to the same times
 * without a flag, else ISO 8601. What a flag, or another column of the file, told of a date is lost in
 * the text of the date alone.
 */
export function writtenFormat(panel: Panel): TimeFormat {
  const { timeFormat, zone, series } = panel;
  const [first] = series;
  // Digits alone are read by other rules, and have no order of day and month to be lost.
  const { pattern } = timeFormat;
  if (!first || !pattern.includes('M') || !/[^A-Za-z]/.test(pattern)) return timeFormat;
  const stride = Math.ceil(first.times.length / TRIED);
  const times = first.times.filter((_, row) => row % stride === 0);
  const column = cellColumn(Array.from(times, (time) => formatTime(timeFormat, time, zone)));
  const dates = readDates(column);
  const read = dates && decideOrder(column, dates, (wall) => wall);
  const offsetAt = zone === null ? () => 0 : zoneOf(zone).offsetAt;
  const same =
    read && !read.tie && times.every((time, i) => read.wall[i] === time + offsetAt(time));
  return same ? timeFormat : { pattern: 'iso', offset: timeFormat.offset };
}
