import { cellColumn } from '../cells/cell-builder.js';
import { type CellColumn, cellText } from '../cells/cells.js';
import { readDates } from './date-column.js';
import type { TimeColumn } from './time-column.js';

/** Intervals that are looked at. */
const SAMPLE = 2000;
/** What an interval may be longer or shorter than the one in the middle: months, hours of changing clocks. */
const SLACK = 0.2;

/**
 * Of two readings of a column of intervals (`01/03/2025 23:45 - 02/03/2025 00:00`) the one under which
 * all of them are equally long; null where both are, or the cells are no intervals.
 */
export function byIntervals(
  column: CellColumn,
  readings: readonly [TimeColumn, TimeColumn],
): TimeColumn | null {
  const rows = Math.min(column.length, SAMPLE);
  const texts = Array.from({ length: rows }, (_, row) => intervalEnd(cellText(column, row)));
  if (texts.some((text) => text === null)) return null;
  const ends = readDates(cellColumn(texts.map(String)));
  const even = readings.filter(({ kind, wall }) => {
    const end = [ends, ends?.rival].find((reading) => reading?.kind === kind);
    return end ? areEven(Array.from(end.wall, (time, row) => time - wall[row]!)) : false;
  });
  return even.length === 1 ? even[0]! : null;
}

/** What stands behind the dash, if it has a date of its own. */
const intervalEnd = (text: string) =>
  /\d\s+(?:-|–|—|to|bis)\s+(\S+[-/.]\S+[-/.].+)$/.exec(text.trim())?.[1] ?? null;

function areEven(lengths: readonly number[]): boolean {
  const usual = [...lengths].sort((a, b) => a - b)[lengths.length >> 1]!;
  return usual > 0 && lengths.every((length) => Math.abs(length - usual) <= usual * SLACK);
}
