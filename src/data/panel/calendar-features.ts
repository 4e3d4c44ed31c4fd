import { cos, sin } from '../../elementary.js';
import { civilFromDays, dayMs, daysFromCivil, isLeapYear, weekday } from '../calendar/civil.js';
import { zoneOf } from '../calendar/zone.js';
import type { CalendarName } from '../reading.js';
import type { Panel, Series } from './panel.js';
import { futureTimes } from './steps.js';

/** Where in its cycle a wall-clock time stands: 0 at the beginning, below 1. */
const phases: Readonly<Record<CalendarName, (wall: number) => number>> = {
  hour: (wall) => mod(wall, dayMs) / dayMs,
  weekday: (wall) => (weekday(Math.floor(wall / dayMs)) - 1) / 7,
  month: (wall) => (civilFromDays(Math.floor(wall / dayMs)).month - 1) / 12,
  'day-of-year': (wall) => {
    const days = Math.floor(wall / dayMs);
    const { year } = civilFromDays(days);
    return (days - daysFromCivil(year, 1, 1)) / (isLeapYear(year) ? 366 : 365);
  },
};

const mod = (value: number, modulus: number) => ((value % modulus) + modulus) % modulus;

/** The column names of calendar features: a sine and a cosine each. */
export const calendarColumns = (names: readonly CalendarName[]) =>
  names.flatMap((name) => [`${name} sine`, `${name} cosine`]);

/**
 * Calendar positions as points on the unit circle, so that December is next to January.
 * @param times epoch ms, read on the wall clock of `zone` (null: they are wall clock already)
 * @returns a sine and a cosine for each name // (2 × names) × (times)
 */
export function calendarFeatures(
  times: Float64Array,
  zone: string | null,
  names: readonly CalendarName[],
): Float64Array[] {
  const place = zone === null ? null : zoneOf(zone);
  const wall = place ? times.map((time) => time + place.offsetAt(time)) : times;
  return names.flatMap((name) => {
    const angles = wall.map((time) => 2 * Math.PI * phases[name](time));
    return [angles.map(sin), angles.map(cos)];
  });
}

/** A panel with calendar features as covariates that are known `ahead` steps after the last row. */
export function addCalendar(panel: Panel, names: readonly CalendarName[], ahead = 0): Panel {
  if (panel.frequency.unit === 'step') return panel;
  return {
    ...panel,
    futureNames: [...panel.futureNames, ...calendarColumns(names)],
    series: panel.series.map((series) => extend(panel, series, names, ahead)),
  };
}

function extend(
  panel: Panel,
  series: Series,
  names: readonly CalendarName[],
  ahead: number,
): Series {
  const rows = series.values.length;
  const length = Math.max(series.times.length, rows + ahead);
  const times = new Float64Array(length);
  times.set(series.times);
  times.set(futureTimes(panel, series, length - rows), rows);
  const known = series.future.map((column) => {
    const longer = new Float64Array(length).fill(Number.NaN);
    longer.set(column);
    return longer;
  });
  return { ...series, times, future: [...known, ...calendarFeatures(times, panel.zone, names)] };
}
