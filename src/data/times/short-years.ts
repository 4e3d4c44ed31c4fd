import { civilFromDays, dayMs, daysFromCivil, daysInMonth } from '../calendar/civil.js';
import type { CellColumn } from '../cells/cells.js';
import type { TimeReading } from './time-reading.js';

/** Years of two digits that end here or before are of this century, unless the column goes on from 99 to 00. */
const LAST_OF_THIS_CENTURY = 40;

/**
 * The times of a column whose years have two digits, in the centuries that make one stretch of them:
 * the years 48 to 99 and 00 to 19 are 1948 to 2019. Times read otherwise are moved, in place.
 * @param wall as read year by year
 */
export function alignCenturies(
  { codes }: CellColumn,
  readings: readonly (TimeReading | null)[],
  wall: Float64Array,
): void {
  const short = readings.map((reading) => reading?.cuts.has('Y') ?? false);
  if (!short.includes(true)) return;
  const seen = new Array<boolean>(100).fill(false);
  eachYear(wall, (row, year) => {
    if (short[codes[row]!]) seen[year % 100] = true;
  });
  const start = afterLongestGap(seen);
  if (start < 0) return;
  const goesOn = seen.slice(0, start).includes(true); // past 99
  const last = goesOn ? Number.NaN : seen.lastIndexOf(true);
  const century = goesOn || last > LAST_OF_THIS_CENTURY ? 1900 : 2000;
  eachYear(wall, (row, year, days) => {
    if (!short[codes[row]!]) return;
    const wanted = (year % 100) + century + (goesOn && year % 100 < start ? 100 : 0);
    if (wanted !== year) wall[row] = moved(wall[row]!, days, wanted);
  });
}

function eachYear(wall: Float64Array, visit: (row: number, year: number, days: number) => void) {
  let known = Number.NaN;
  let year = Number.NaN;
  for (let row = 0; row < wall.length; row++) {
    const days = Math.floor(wall[row]! / dayMs);
    if (Number.isNaN(days)) continue;
    if (days !== known) {
      known = days;
      year = civilFromDays(days).year;
    }
    visit(row, year, days);
  }
}

/** The first year of the stretch that begins behind the longest run of years that are not there; -1 if all are. */
function afterLongestGap(seen: readonly boolean[]): number {
  let longest = 0;
  let start = -1;
  let gap = 0;
  for (let i = 0; i < 2 * seen.length; i++) {
    if (!seen[i % seen.length]) gap++;
    else {
      if (gap > longest && gap < seen.length) [longest, start] = [gap, i % seen.length];
      gap = 0;
    }
  }
  return start;
}

function moved(time: number, days: number, year: number): number {
  const { month, day } = civilFromDays(days);
  if (day > daysInMonth(year, month)) return Number.NaN; // 29 February 1900
  return daysFromCivil(year, month, day) * dayMs + (time - days * dayMs);
}
