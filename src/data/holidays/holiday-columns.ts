import { dataError } from '../../errors.js';
import { civilFromDays, dayMs } from '../calendar/civil.js';
import { zoneOf } from '../calendar/zone.js';
import type { Panel, Series } from '../panel/panel.js';
import { futureTimes } from '../panel/steps.js';
import type { ReadingLimits, ReadingOptions } from '../reading.js';
import { holidaysOf } from './holidays.js';
import { namedHolidays } from './named-holidays.js';

/** How the columns of holidays begin; what stands behind it is the holiday's own name. */
export const HOLIDAY = 'holiday ';

/** Rows ahead for which holidays are known where nobody says how many are needed. */
const AHEAD = 366;

/**
 * A daily panel with a column of 0 and 1 for each holiday, known ahead: what models make effects of. Rows
 * of other frequencies are left as they are: business days have no row on a holiday.
 */
export async function addHolidays(
  panel: Panel,
  { holidays, holidayNames, ahead }: ReadingOptions,
  limits: ReadingLimits,
): Promise<Panel> {
  if (holidays === undefined || panel.frequency.unit !== 'day') return panel;
  const extended = panel.series.map((series) => timesOf(panel, series, ahead ?? AHEAD));
  const days = extended.map((times) => daysOf(times, panel.zone));
  const first = days.reduce((least, own) => Math.min(least, own[0] ?? least), days[0]![0]!);
  const last = days.reduce((most, own) => Math.max(most, own.at(-1) ?? most), first);
  const years = { from: civilFromDays(first).year, to: civilFromDays(last).year };
  const byName =
    (await namedHolidays(holidays, years)) ??
    new Map([['closed', new Set(await holidaysOf(holidays, years, limits))]]);
  const found = [...byName].filter(([, dates]) =>
    [...dates].some((day) => day >= first && day <= last),
  );
  const names = holidayNames ?? found.map(([name]) => `${HOLIDAY}${name}`).sort();
  if (names.length === 0) {
    throw dataError(
      `--holidays ${holidays}: none of its days falls on a row`,
      'leave it out, or name the country or the file that these rows belong to',
    );
  }
  return {
    ...panel,
    futureNames: [...panel.futureNames, ...names],
    series: panel.series.map((series, s) => ({
      ...series,
      times: extended[s]!,
      future: [
        ...series.future.map((column) => lengthened(column, extended[s]!.length)),
        ...names.map((name) => {
          const dates = byName.get(name.slice(HOLIDAY.length));
          return days[s]!.map((day) => (dates?.has(day) ? 1 : 0));
        }),
      ],
    })),
  };
}

/** Times of all rows known and of `ahead` after the last. */
function timesOf(panel: Panel, series: Series, ahead: number): Float64Array {
  const rows = series.values.length;
  const length = Math.max(series.times.length, rows + ahead);
  const times = new Float64Array(length);
  times.set(series.times);
  times.set(futureTimes(panel, series, length - rows), rows);
  return times;
}

/** Days since 1970-01-01 on the wall clock. */
function daysOf(times: Float64Array, zone: string | null): Float64Array {
  const place = zone === null ? null : zoneOf(zone);
  return times.map((time) => Math.floor((time + (place ? place.offsetAt(time) : 0)) / dayMs));
}

function lengthened(column: Float64Array, length: number): Float64Array {
  const longer = new Float64Array(Math.max(length, column.length)).fill(Number.NaN);
  longer.set(column);
  return longer;
}
