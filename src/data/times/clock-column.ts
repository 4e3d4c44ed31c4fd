import type { CellColumn } from '../cells/cells.js';
import { isMissingText } from '../cells/missing.js';
import { readNumbers } from '../cells/number-column.js';
import type { TimeColumn } from './time-column.js';
import { clockReader, readColumn } from './time-reading.js';
import { clockReading } from './time-template.js';

/** A column of times of day, in ms; null when fewer than 4 in 5 cells are. */
export function readClocks(column: CellColumn): TimeColumn | null {
  const readings = column.templates.map((template, code) =>
    column.counts[code] === 0 || isMissingText(template) ? null : clockReading(template),
  );
  const wall = readColumn(
    column,
    readings.map((reading) => reading && clockReader(reading)),
  );
  let valid = 0;
  let present = 0;
  let pattern = '';
  for (let row = 0; row < column.length; row++) {
    const code = column.codes[row]!;
    if (code !== 0) present++;
    if (Number.isNaN(wall[row]!)) continue;
    valid++;
    pattern ||= readings[code]!.pattern;
  }
  if (valid === 0 || valid < present * 0.8) return null;
  return {
    kind: 'clock',
    format: { pattern, offset: null },
    wall,
    offsets: null,
    valid,
    odd: present - valid,
    tie: null,
    rival: null,
    evidence: `${valid} cells are times of day`,
  };
}

/** Numbers as times of day: hours to 24, `HHmm` to 2400, `HHmmss` to 240000; null when they are none. */
export function clocksOfNumbers(column: CellColumn): TimeColumn | null {
  const { values } = readNumbers(column, '.');
  const max = values.reduce(
    (most, value) => (Number.isNaN(value) ? most : Math.max(most, value)),
    -1,
  );
  if (max < 0 || max > 240_000) return null;
  const [pattern, unit] =
    max <= 24
      ? (['H', 3600] as const)
      : max <= 2400
        ? (['HHmm', 60] as const)
        : (['HHmmss', 1] as const);
  const wall = values.map((value) => {
    const seconds = pattern === 'H' ? value * unit : pairs(value) * unit;
    return seconds * 1000;
  });
  const valid = wall.reduce((count, time) => count + (Number.isNaN(time) ? 0 : 1), 0);
  if (valid < column.length * 0.8) return null;
  return {
    kind: 'clock',
    format: { pattern, offset: null },
    wall,
    offsets: null,
    valid,
    odd: column.length - valid,
    tie: null,
    rival: null,
    evidence: 'times of day by name',
  };
}

/** Pairs of decimal digits as a number to base 60: 1535 is 935, 153500 is 56100. */
function pairs(value: number): number {
  const low = value % 100;
  const middle = Math.floor(value / 100) % 100;
  const high = Math.floor(value / 10_000);
  return low > 59 || (high > 0 && middle > 59) ? Number.NaN : (high * 60 + middle) * 60 + low;
}
