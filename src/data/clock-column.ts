import type { CellColumn } from './cells.js';
import { isMissingText } from './missing.js';
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
