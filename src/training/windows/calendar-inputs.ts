import type { Frequency, FrequencyUnit } from '../../data/calendar/frequency.js';
import type { CalendarName } from '../../data/reading.js';

/** Sine and cosine pairs of each calendar feature: enough to tell a weekend from a working day. */
const HARMONICS: Readonly<Record<CalendarName, number>> = {
  hour: 3,
  weekday: 3,
  month: 3,
  'day-of-year': 2,
};

const dayMs = 86_400_000;
const PERIOD_MS: Readonly<Record<CalendarName, number>> = {
  hour: dayMs,
  weekday: 7 * dayMs,
  month: 365.2425 * dayMs,
  'day-of-year': 365.2425 * dayMs,
};

/** A cycle is learnt only from data that hold it this many times: less would be taken for a trend. */
const CYCLES_NEEDED = 1.9;

const BY_UNIT: Readonly<Partial<Record<FrequencyUnit, readonly CalendarName[]>>> = {
  second: ['hour', 'weekday'],
  minute: ['hour', 'weekday', 'day-of-year'],
  hour: ['hour', 'weekday', 'day-of-year'],
  day: ['weekday', 'day-of-year'],
  business: ['weekday', 'day-of-year'],
  week: ['day-of-year'],
  month: ['month'],
  quarter: ['month'],
};

/**
 * The calendar features worth giving to a network.
 * @param spanMs - time from the first to the last training row of the longest series
 */
export function calendarFor(frequency: Frequency, spanMs: number): readonly CalendarName[] {
  const names = BY_UNIT[frequency.unit] ?? [];
  return names.filter((name) => spanMs >= CYCLES_NEEDED * PERIOD_MS[name]);
}

/** How many numbers the features of these names are. */
export const calendarSize = (names: readonly CalendarName[]) =>
  names.reduce((sum, name) => sum + 2 * HARMONICS[name], 0);

/**
 * Adds the higher harmonics to sine and cosine pairs by the angle addition formulas.
 * @param pairs - sine, cosine of each name in turn // (2 × names) × (rows)
 * @returns // (calendarSize) × (rows)
 */
export function withHarmonics(
  names: readonly CalendarName[],
  pairs: readonly Float64Array[],
): Float32Array[] {
  return names.flatMap((name, n) => {
    const sines = pairs[2 * n]!;
    const cosines = pairs[2 * n + 1]!;
    const columns = Array.from(
      { length: 2 * HARMONICS[name] },
      () => new Float32Array(sines.length),
    );
    for (let row = 0; row < sines.length; row++) {
      const sine = sines[row]!;
      const cosine = cosines[row]!;
      let s = sine;
      let c = cosine;
      for (let k = 0; k < columns.length; k += 2) {
        columns[k]![row] = s;
        columns[k + 1]![row] = c;
        const next = s * cosine + c * sine;
        c = c * cosine - s * sine;
        s = next;
      }
    }
    return columns;
  });
}
