import { stat } from 'node:fs/promises';
import { usageError } from '../../errors.js';
import { nearest } from '../../nearest.js';
import type { YearRange } from '../calendar/civil.js';
import type { ReadingLimits } from '../reading.js';
import { countryCodes, countryHolidays } from './country-holidays.js';
import { exchangeCodes, exchangeHolidays, exchangeOf } from './exchange-holidays.js';
import { readHolidays } from './holiday-file.js';

/** Years of holidays beyond the last year of the data. */
const YEARS_AHEAD = { exchange: 30, country: 6 } as const;

/**
 * The days without rows, in days since 1970-01-01, ascending: of an exchange (`NYSE`, `XETR`), of a
 * country or a part of it (`DE`, `US-NY`), or of a file of dates. A file of that name comes first.
 * @param years of the data
 * @throws UserError (exit 2) for a code that nobody knows, with the nearest ones, (exit 4) for a file
 *   that is not there
 */
export async function holidaysOf(
  text: string,
  years: YearRange,
  limits: ReadingLimits,
): Promise<number[]> {
  // A year of a country takes a tenth of a second, and may yet be changed by it.
  const ahead = { from: years.to, to: years.to + YEARS_AHEAD.country };
  if (!looksLikeCode(text) || (await isFile(text))) return readHolidays(text, limits);
  const code = text.toUpperCase();
  const exchange = exchangeOf(code);
  if (exchange) {
    if ('rules' in exchange)
      return exchangeHolidays(exchange, { ...years, to: years.to + YEARS_AHEAD.exchange });
    if ('country' in exchange) {
      const days = await countryHolidays(exchange.country, ahead, exchange.banks);
      if (days) return days;
    } else throw usageError(`--holidays ${text}: ${exchange.unknown}`, exchange.hint);
  }
  const days = await countryHolidays(code, ahead);
  if (days) return days;
  const near = nearest(code, [...exchangeCodes, ...(await countryCodes(code))]);
  throw usageError(
    `--holidays ${text} is no file, and no country or exchange that is known`,
    `${near.length > 0 ? `did you mean ${near.join(' or ')}? ` : ''}give a country (DE, US, JP), a part of it (US-NY, DE-BY), an exchange (${exchangeCodes.slice(0, 6).join(', ')} …) or a file of dates`,
  );
}

/** Letters and perhaps a part behind a hyphen; a path or a name with an ending is a file. */
export const looksLikeCode = (text: string) =>
  /^[A-Za-z]{2,12}(?:-[A-Za-z0-9]{1,6}){0,2}$/.test(text);

const isFile = (path: string) =>
  stat(path).then(
    (info) => info.isFile(),
    () => false,
  );
