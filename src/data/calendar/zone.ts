import { usageError } from '../../errors.js';
import { dayMs } from './civil.js';

/**
 * A time zone as plain arithmetic on milliseconds. Named zones ask the runtime's own IANA database
 * (Intl), so no date library is loaded; offsets are remembered by day.
 */
export interface Zone {
  readonly name: string;
  /** Offset from UTC in ms at an instant: wall clock = instant + offset. */
  offsetAt(instant: number): number;
  /**
   * The instant of a wall-clock time. A repeated hour gives its first passing, or the second when
   * `later`; a skipped time is moved on by the length of the gap.
   */
  instantOf(wall: number, later?: boolean): number;
}

/** @throws UserError (exit 2) when `name` is neither an IANA zone nor an offset such as +02:00. */
function createZone(name: string): Zone {
  const fixed = fixedOffset(name);
  if (fixed !== null) {
    return { name, offsetAt: () => fixed, instantOf: (wall) => wall - fixed };
  }
  const offsetAt = cachedOffsets(formatter(name));
  return {
    name,
    offsetAt,
    instantOf(wall, later = false) {
      // The offsets a day before and after are the only two that can hold here.
      const before = offsetAt(wall - dayMs);
      const after = offsetAt(wall + dayMs);
      const candidates = [wall - before, wall - after].filter(
        (instant) => instant + offsetAt(instant) === wall,
      );
      if (candidates.length === 0) return wall - before;
      return later ? Math.max(...candidates) : Math.min(...candidates);
    },
  };
}

const zones = new Map<string, Zone>();

/** The zone of a panel, made once; null stands for wall clock, which is counted as UTC. */
export function zoneOf(name: string | null): Zone {
  const key = name ?? 'UTC';
  const known = zones.get(key);
  if (known) return known;
  const zone = createZone(key);
  zones.set(key, zone);
  return zone;
}

function fixedOffset(name: string): number | null {
  if (/^(?:Z|UTC|GMT)$/i.test(name)) return 0;
  const match = /^(?:UTC|GMT)?([+\-\u2212])(\d{1,2})(?::?(\d{2}))?$/i.exec(name);
  if (!match) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return (match[1] === '+' ? 1 : -1) * minutes * 60_000;
}

function formatter(name: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    });
  } catch {
    throw usageError(
      `--tz ${name} is no known time zone`,
      'name a zone of the IANA list, such as Europe/Berlin, or an offset, such as +02:00',
    );
  }
}

/** Intl knows no offsets beyond a hundred million days; a day is kept for the look ahead. */
const LAST_INSTANT = 8.64e15 - 2 * dayMs;

function cachedOffsets(format: Intl.DateTimeFormat): (instant: number) => number {
  const edges = new Map<number, number>();
  const edge = (day: number) => {
    const known = edges.get(day);
    if (known !== undefined) return known;
    const offset = exactOffset(format, day * dayMs);
    edges.set(day, offset);
    return offset;
  };
  return (instant) => {
    if (!(Math.abs(instant) <= LAST_INSTANT)) return 0;
    const day = Math.floor(instant / dayMs);
    const start = edge(day);
    // A day that ends with another offset holds a transition: ask for the instant itself.
    return start === edge(day + 1) ? start : exactOffset(format, instant);
  };
}

function exactOffset(format: Intl.DateTimeFormat, instant: number): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(instant)) parts[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

/** Zones that stand for the summer-time rules of the world, the most used first. */
const ruleZones = [
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Chicago',
  'America/Los_Angeles',
  'America/Denver',
  'Europe/Helsinki',
  'Australia/Sydney',
  'Pacific/Auckland',
  'America/Halifax',
  'America/Sao_Paulo',
  'Australia/Adelaide',
  'Asia/Jerusalem',
  'America/Anchorage',
  'America/St_Johns',
] as const;

/**
 * A zone that gives every instant the offset its row carried; null when none of the usual ones does.
 * @param offsets minutes east of UTC, NaN where a row carried none
 */
export function zoneOfOffsets(instants: Float64Array, offsets: Float64Array): string | null {
  const fits = (name: string) => {
    const zone = zoneOf(name);
    return instants.every(
      (instant, row) =>
        Number.isNaN(offsets[row]!) ||
        Number.isNaN(instant) ||
        zone.offsetAt(instant) === offsets[row]! * 60_000,
    );
  };
  return ruleZones.find(fits) ?? null;
}
