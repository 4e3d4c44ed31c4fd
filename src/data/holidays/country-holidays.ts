import type Holidays from 'date-holidays';
import type { HolidaysTypes } from 'date-holidays';
import type { YearRange } from '../calendar/civil.js';
import { dayMs } from '../calendar/civil.js';

/** For whom alone a day is free: `Women`, `Military personnel`. The library's types leave it out. */
type Holiday = HolidaysTypes.Holiday & { readonly note?: string };

/** The library is 12 MB of rules: loaded where a country is named and nowhere else. */
async function load(
  [country, state, region]: readonly string[] = [],
  types: HolidaysTypes.HolidayType[] = ['public'],
): Promise<Holidays> {
  const { default: Library } = await import('date-holidays');
  if (country === undefined) return new Library();
  const place = {
    country,
    ...(state === undefined ? {} : { state }),
    ...(region === undefined ? {} : { region }),
  };
  return new Library(place, { types });
}

/**
 * The public holidays of a country (`DE`), a part of it (`US-NY`) or a part of that (`DE-BY-A`), in
 * days since 1970-01-01, ascending; null when there is none of that code. Days that are free for a
 * group of people only are left out.
 * @param banks also the days on which only banks are closed
 */
export async function countryHolidays(
  code: string,
  years: YearRange,
  banks = false,
): Promise<number[] | null> {
  const types: HolidaysTypes.HolidayType[] = banks ? ['bank', 'public'] : ['public'];
  const named = await namedCountryHolidays(code, years, types);
  if (!named) return null;
  const days = new Set([...named.values()].flatMap((own) => [...own]));
  return [...days].sort((a, b) => a - b);
}

/** The same by the holiday's name; a day that stands in for one that fell on a week-end goes by it. */
export async function namedCountryHolidays(
  code: string,
  { from, to }: YearRange,
  types: HolidaysTypes.HolidayType[] = ['public'],
): Promise<Map<string, Set<number>> | null> {
  const place = code.split('-');
  if (!(await isKnown(place))) return null;
  const calendar = await load(place, types);
  const named = new Map<string, Set<number>>();
  for (let year = from; year <= to; year++) {
    for (const { name, date, start, end, note } of calendar.getHolidays(year) as Holiday[]) {
      if (note !== undefined) continue;
      const days = named.get(name) ?? new Set<number>();
      named.set(name, days);
      const first = Date.UTC(year, Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / dayMs;
      const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / dayMs));
      for (let day = first; day < first + length; day++) days.add(day);
    }
  }
  return named;
}

async function isKnown([country = '', state, region]: readonly string[]): Promise<boolean> {
  const all = await load();
  if (!Object.hasOwn(all.getCountries(), country)) return false;
  if (state === undefined) return true;
  if (!Object.hasOwn(all.getStates(country) ?? {}, state)) return false;
  return region === undefined || Object.hasOwn(all.getRegions(country, state) ?? {}, region);
}

/** The codes that may have been meant: all countries, and the parts of the one that a code begins with. */
export async function countryCodes(code: string): Promise<string[]> {
  const all = await load();
  const countries = Object.keys(all.getCountries());
  const [country = ''] = code.split('-');
  const states = countries.includes(country) ? Object.keys(all.getStates(country) ?? {}) : [];
  return [...states.map((state) => `${country}-${state}`), ...countries];
}
