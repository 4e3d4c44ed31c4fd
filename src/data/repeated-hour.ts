import { civilFromDays, dayMs, weekday } from './civil.js';

const hourMs = 3_600_000;

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
