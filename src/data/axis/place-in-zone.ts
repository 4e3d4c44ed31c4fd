import { zoneOf, zoneOfOffsets } from '../calendar/zone.js';
import type { Finding } from '../reading.js';
import type { Table } from '../rows/table.js';
import type { TimeAxis } from './time-axis.js';

/** Times that say what a clock on the wall showed, and nothing of its zone. */
export const isWallClock = ({ reading: { format, offsets } }: TimeAxis) =>
  !offsets && format.pattern !== 'step' && !format.pattern.startsWith('epoch');

/**
 * Wall clocks to instants, where offsets in the cells or --tz say which; of a repeated hour both
 * passings get the first instant, because only the rows of one series can tell which is which.
 */
export function placeInZone(table: Table, axis: TimeAxis, tz: string | undefined) {
  const { wall, offsets, format } = axis.reading;
  const findings: Finding[] = [];
  if (format.pattern === 'step') return { times: wall, zone: null, findings };
  if (format.pattern.startsWith('epoch')) return { times: wall, zone: tz ?? 'UTC', findings };
  if (offsets) {
    const { times, zone, guessed } = placeOffsets(wall, offsets, format.offset, tz);
    if (guessed) {
      findings.push({
        level: 'note',
        text: `the offset from UTC changes along the file as in ${zone} (--tz names another zone)`,
        file: table.file,
        row: null,
        column: table.names[axis.columns[0]!] ?? null,
      });
    }
    return { times, zone, findings };
  }
  if (tz === undefined) return { times: wall, zone: null, findings };
  const zone = zoneOf(tz);
  const times = wall.map((time) => (Number.isNaN(time) ? time : zone.instantOf(time)));
  return { times, zone: tz, findings };
}

/** Instants of rows of which all or some carry an offset; the others follow the zone of these. */
function placeOffsets(
  wall: Float64Array,
  offsets: Float64Array,
  common: string | null,
  tz: string | undefined,
) {
  const carried = wall.map((time, row) => time - offsets[row]! * 60_000);
  const partial = wall.some((time, row) => !Number.isNaN(time) && Number.isNaN(offsets[row]!));
  const guessed = tz === undefined && (common === null || partial);
  const fixed = common === 'Z' ? 'UTC' : common;
  const zone =
    tz ?? (guessed ? (zoneOfOffsets(carried, offsets) ?? fixed ?? 'UTC') : fixed) ?? 'UTC';
  if (!partial) return { times: carried, zone, guessed };
  const place = zoneOf(zone);
  const times = wall.map((time, row) =>
    Number.isNaN(offsets[row]!) && !Number.isNaN(time) ? place.instantOf(time) : carried[row]!,
  );
  return { times, zone, guessed };
}
