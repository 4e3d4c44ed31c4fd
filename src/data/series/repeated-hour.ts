import { isWallClock } from '../axis/place-in-zone.js';
import { byRule } from '../ballot/ballot.js';
import { civilFromDays, dayMs, weekday } from '../calendar/civil.js';
import { zoneOf } from '../calendar/zone.js';
import type { Finding, Guess, ReadingLimits } from '../reading.js';
import type { Understanding } from '../understanding.js';
import { type Group, groupRows } from './group-rows.js';

const hourMs = 3_600_000;
/** Log-odds that the zone is the one of those with its rules that most files are of. */
const MARGIN = 1.1;

/** A zone of which summer time ends at a wall-clock time, by the rules of most of the world's exports. */
const endings: readonly {
  readonly zone: string;
  readonly month: number;
  readonly isDay: (day: number) => boolean;
  readonly hour: number;
}[] = [
  { zone: 'Europe/Berlin', month: 10, isDay: (day) => day >= 25, hour: 2 },
  { zone: 'Europe/London', month: 10, isDay: (day) => day >= 25, hour: 1 },
  { zone: 'America/New_York', month: 11, isDay: (day) => day <= 7, hour: 1 },
];

/**
 * Wall clocks that show an hour twice, each of its rows, and leave out the hour that spring skips, are
 * those of a zone with summer time: then both hours are kept, as instants of such a zone. Other rows of
 * equal time stay what they are, duplicates.
 */
export function keepRepeatedHours(
  known: Understanding,
  groups: readonly Group[],
  limits: ReadingLimits,
): { known: Understanding; groups: readonly Group[] } {
  if (known.zone !== null || !isWallClock(known.axis)) return { known, groups };
  const zone = zoneOfRepeatedHours(groups.flatMap(repeatsOf));
  if (zone === null || !groups.every((group) => isKeptBy(zone, group))) return { known, groups };
  const { instantOf } = zoneOf(zone);
  const times = known.times.map((time) => (Number.isNaN(time) ? time : instantOf(time)));
  const { table, axis } = known;
  const evidence = 'an hour at the end of summer time comes twice';
  const finding: Finding = {
    level: 'note',
    text: `${evidence}: both are kept, as in ${zone} (--tz names another zone)`,
    file: table.file,
    row: null,
    column: table.names[axis.columns[0]!] ?? null,
  };
  const guess: Guess = {
    what: 'time zone',
    value: zone,
    evidence,
    // Many zones have the same rules.
    ...byRule(MARGIN),
    flag: `--tz ${zone}`,
  };
  const placed: Understanding = {
    ...known,
    times,
    zone,
    zoneGuessed: true,
    findings: [...known.findings, finding],
    guesses: [...known.guesses, guess],
  };
  return { known: placed, groups: groupRows(placed, limits) };
}

function repeatsOf({ times }: Group): number[] {
  const repeats: number[] = [];
  for (let i = 1; i < times.length; i++) if (times[i] === times[i - 1]) repeats.push(times[i]!);
  return repeats;
}

/** Each row of a repeated hour comes exactly twice, and none stands in an hour that was skipped. */
function isKeptBy(name: string, group: Group): boolean {
  const zone = zoneOf(name);
  const repeats = new Set(repeatsOf(group));
  const hours = new Set([...repeats].map((time) => Math.floor(time / hourMs)));
  let within = 0;
  for (const time of group.times) {
    if (hours.has(Math.floor(time / hourMs))) within++;
    const instant = zone.instantOf(time);
    if (instant + zone.offsetAt(instant) !== time) return false;
  }
  return within === 2 * repeats.size;
}

/**
 * A zone in which all these wall-clock times lie in an hour that the end of summer time repeats; null
 * when there is none, or no time.
 * @param times of rows that repeat the time of another
 */
export function zoneOfRepeatedHours(times: readonly number[]): string | null {
  const repeats = ({ month, isDay, hour }: (typeof endings)[number]) =>
    times.every((time) => {
      const days = Math.floor(time / dayMs);
      const date = civilFromDays(days);
      const isSunday = weekday(days) === 7;
      const clock = Math.floor((time - days * dayMs) / hourMs);
      return isSunday && date.month === month && isDay(date.day) && clock === hour;
    });
  return times.length === 0 ? null : (endings.find(repeats)?.zone ?? null);
}
