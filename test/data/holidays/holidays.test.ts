import { describe, expect, it } from 'vitest';
import { dayMs, daysFromCivil, weekday } from '../../../src/data/calendar/civil.js';
import { countryHolidays } from '../../../src/data/holidays/country-holidays.js';
import { exchangeHolidays, ruledExchanges } from '../../../src/data/holidays/exchange-holidays.js';
import { holidaysOf } from '../../../src/data/holidays/holidays.js';
import { withDefaults } from '../../../src/data/limits.js';
import { futureTimes } from '../../../src/data/panel/steps.js';
import { isoText } from '../../../src/data/times/time-format.js';
import { UserError } from '../../../src/errors.js';
import { readText } from '../csv-text.js';

const text = (days: readonly number[]) => days.map((day) => isoText(day * dayMs));
const dates = (year: number, list: string) => list.split(' ').map((day) => `${year}-${day}`);
const closed = (name: string, year: number) =>
  text(exchangeHolidays(ruledExchanges[name]!, { from: year, to: year }));
const weekdaysOf = async (code: string, year: number) =>
  text(
    (await holidaysOf(code, { from: year, to: year }, withDefaults(undefined))).filter(
      (day) => weekday(day) <= 5 && isoText(day * dayMs).startsWith(String(year)),
    ),
  );

describe('the days on which an exchange is closed, as it has published them', () => {
  it.each([
    ['NYSE', 2001, '01-01 01-15 02-19 04-13 05-28 07-04 09-03 09-11 09-12 09-13 09-14 11-22 12-25'],
    ['NYSE', 2012, '01-02 01-16 02-20 04-06 05-28 07-04 09-03 10-29 10-30 11-22 12-25'],
    ['NYSE', 2021, '01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24'],
    ['NYSE', 2022, '01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26'],
    ['NYSE', 2024, '01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25'],
    ['NYSE', 2025, '01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25'],
    ['XETRA', 2018, '01-01 03-30 04-02 05-01 05-21 10-03 12-24 12-25 12-26 12-31'],
    ['XETRA', 2024, '01-01 03-29 04-01 05-01 12-24 12-25 12-26 12-31'],
    ['XETRA', 2025, '01-01 04-18 04-21 05-01 12-24 12-25 12-26 12-31'],
    ['LSE', 2012, '01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26'],
    ['LSE', 2022, '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27'],
    ['LSE', 2024, '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26'],
    ['EURONEXT', 2024, '01-01 03-29 04-01 05-01 12-25 12-26'],
  ])('%s %d', (name, year, list) => {
    expect(closed(name, year)).toEqual(dates(year, list));
  });

  it.each([
    [
      'JPX',
      2024,
      '01-01 01-02 01-03 01-08 02-12 02-23 03-20 04-29 05-03 05-06 07-15 08-12 09-16 09-23 10-14 11-04 12-31',
    ],
    [
      'HKEX',
      2025,
      '01-01 01-29 01-30 01-31 04-04 04-18 04-21 05-01 05-05 07-01 10-01 10-07 10-29 12-25 12-26',
    ],
  ])('%s %d', async (code, year, list) => {
    expect(await weekdaysOf(code, year)).toEqual(dates(year, list));
  });
});

describe('the public holidays of a country', () => {
  it.each([
    ['DE', 2024, '01-01 03-29 04-01 05-01 05-09 05-20 10-03 12-25 12-26'],
    ['DE-BY', 2024, '01-01 03-29 04-01 05-01 05-09 05-20 05-30 10-03 11-01 12-25 12-26'],
    ['US', 2024, '01-01 01-15 02-19 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25'],
    ['de', 2025, '01-01 04-18 04-21 05-01 05-29 06-09 10-03 12-25 12-26'],
  ])('%s %d', async (code, year, list) => {
    expect(await weekdaysOf(code, year)).toEqual(dates(year, list));
  });

  it('leaves out days that are free for some people only', async () => {
    const women = daysFromCivil(2024, 3, 8);
    expect(await countryHolidays('CN', { from: 2024, to: 2024 })).not.toContain(women);
  });

  it('is refused with the nearest codes where nobody knows it', async () => {
    const refusal = async (code: string) => {
      const error = await holidaysOf(code, { from: 2024, to: 2024 }, withDefaults(undefined)).catch(
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(UserError);
      return error as UserError;
    };
    expect(await refusal('NYES')).toMatchObject({ exitCode: 2 });
    expect((await refusal('NYES')).hint).toContain('NYSE');
    expect((await refusal('US-NX')).hint).toContain('US-N');
    expect((await refusal('SSE')).message).toContain('announced year by year');
    expect((await refusal('nowhere.txt')).exitCode).toBe(4);
  });
});

describe('future rows', () => {
  const closes = (from: number, rows: number) => {
    const days = Array.from({ length: rows * 2 }, (_, i) => from + i)
      .filter((day) => weekday(day) <= 5)
      .slice(0, rows);
    return `Date,Close\n${days.map((day, i) => `${isoText(day * dayMs)},${100 + i}`).join('\n')}\n`;
  };

  it('fall on the trading days of an exchange', async () => {
    const { panel } = await readText(closes(daysFromCivil(2024, 11, 1), 19), { holidays: 'NYSE' });
    const future = futureTimes(panel, panel.series[0]!, 3);
    expect([...future].map((time) => isoText(time))).toEqual([
      '2024-11-29',
      '2024-12-02',
      '2024-12-03',
    ]);
  });

  it('keep off holidays within opening hours as well', async () => {
    const rows = [18, 19, 20, 21, 22, 25, 26, 27].flatMap((day) =>
      [9, 10, 11, 12, 13, 14, 15].map(
        (hour) => `2024-11-${day} ${`0${hour}`.slice(-2)}:30,${hour}`,
      ),
    );
    const { panel } = await readText(`time,v\n${rows.join('\n')}\n`, { holidays: 'NYSE' });
    expect(isoText(futureTimes(panel, panel.series[0]!, 1)[0]!)).toBe('2024-11-29T09:30:00');
  });
});
