import type { YearRange } from '../calendar/civil.js';
import { namedCountryHolidays } from './country-holidays.js';
import { exchangeOf } from './exchange-holidays.js';
import { looksLikeCode } from './holidays.js';

/**
 * The days of each public holiday of a country or a part of it, by name, in days since 1970-01-01; null
 * for what is no country: an exchange and a file have days without names.
 */
export async function namedHolidays(
  text: string,
  years: YearRange,
): Promise<ReadonlyMap<string, ReadonlySet<number>> | null> {
  if (!looksLikeCode(text) || exchangeOf(text.toUpperCase())) return null;
  return namedCountryHolidays(text.toUpperCase(), years);
}
