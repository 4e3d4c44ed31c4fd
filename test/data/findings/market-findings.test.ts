import { describe, expect, it } from 'vitest';
import { dayMs, daysFromCivil, weekday } from '../../../src/data/calendar/civil.js';
import { exchangeHolidays, ruledExchanges } from '../../../src/data/holidays/exchange-holidays.js';
import { inspectFiles } from '../../../src/data/read-panel.js';
import { isoText } from '../../../src/data/times/time-format.js';
import { inspectText } from '../csv-text.js';

const sp500 = new URL('../../../fixtures/sp500-2000.csv', import.meta.url).pathname;

interface Day {
  readonly date: string;
  readonly close: number;
  readonly volume: number;
}

/** Business days of a price that wanders by about a percent a day; `change` bends single rows. */
function market(rows: number, change: (row: number, day: Day) => Day = (_, day) => day): Day[] {
  const days: Day[] = [];
  for (let day = daysFromCivil(2024, 1, 1); days.length < rows; day++) {
    if (weekday(day) > 5) continue;
    const row = days.length;
    const close = 200 * (1 + 0.1 * Math.sin(row / 9)) + ((row * 7) % 5) * 0.4;
    const volume = 1_000_000 + ((row * 37) % 11) * 50_000;
    days.push(change(row, { date: isoText(day * dayMs), close, volume }));
  }
  return days;
}

const daily = (days: readonly Day[], adjusted?: (row: number) => number) =>
  `Date,Open,High,Low,Close${adjusted ? ',Adj Close' : ''},Volume\n${days
    .map(({ date, close, volume }, row) => {
      const prices = [close * 0.999, close * 1.01, close * 0.99, close].map((p) => p.toFixed(4));
      return [date, ...prices, ...(adjusted ? [adjusted(row).toFixed(4)] : []), volume].join(',');
    })
    .join('\n')}\n`;

const findings = async (text: string, pattern: RegExp, options = {}) =>
  (await inspectText(text, options)).findings.filter((finding) => pattern.test(finding.text));

/** From a row on, `n` shares for `m`. */
const split = (at: number, n: number, m: number, scaled = true) =>
  market(120, (row, day) =>
    row < at
      ? day
      : {
          ...day,
          close: (day.close * m) / n,
          volume: scaled ? Math.round((day.volume * n) / m) : day.volume,
        },
  );

describe('a split', () => {
  it.each([
    [2, 1],
    [4, 1],
    [3, 2],
    [1, 10],
  ])('%d:%d is told with its row', async (n, m) => {
    const [finding, ...others] = await findings(daily(split(60, n, m)), /split/);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ level: 'warning', row: 62, column: 'Close' });
    expect(finding!.text).toContain(`a split ${n}:${m}; forecast an adjusted price`);
  });

  it('is borne out by an adjusted close, which is the target', async () => {
    const even = market(120);
    const days = split(60, 4, 1, false);
    const [finding] = await findings(
      daily(days, (row) => even[row]!.close / 4),
      /split/,
    );
    expect(finding).toMatchObject({ level: 'note', row: 62 });
    expect(finding!.text).toContain('a split 4:1; "Adj Close" goes on evenly, and is the target');
  });

  it('is no crash: a fall by a third without more shares, a fall that is made up for', async () => {
    expect(await findings(daily(split(60, 3, 2, false)), /split/)).toEqual([]);
    const flash = market(120, (row, day) => (row === 60 ? { ...day, close: day.close / 2 } : day));
    expect(await findings(daily(flash), /split/)).toEqual([]);
  });

  it('is no fall that the adjusted close shares', async () => {
    const days = split(60, 2, 1, false);
    expect(
      await findings(
        daily(days, (row) => days[row]!.close),
        /split/,
      ),
    ).toEqual([]);
  });

  it('is looked for in prices only', async () => {
    const rows = split(60, 2, 1).map(({ date, close }) => `${date},${close.toFixed(2)},${close}`);
    expect(await findings(`date,sales,visitors\n${rows.join('\n')}\n`, /split/)).toEqual([]);
    expect(await findings(`date,temperature,wind\n${rows.join('\n')}\n`, /split/)).toEqual([]);
  });
});

describe('days without trading', () => {
  it('are the holidays of the New York exchange in twenty years of its index, none more or less', async () => {
    const { findings: told } = await inspectFiles([sp500], {});
    expect(told.map(({ text }) => text)).toEqual([
      'the weekdays without a row are the holidays of NYSE: --holidays NYSE keeps future rows off them',
    ]);
    const { panel } = await inspectFiles([sp500], {});
    const there = new Set([...panel!.series[0]!.times].map((time) => time / dayMs));
    const [first, last] = [Math.min(...there), Math.max(...there)];
    const missing: number[] = [];
    for (let day = first; day <= last; day++)
      if (weekday(day) <= 5 && !there.has(day)) missing.push(day);
    expect(missing).toEqual(
      exchangeHolidays(ruledExchanges.NYSE!, { from: 2000, to: 2020 }).filter(
        (day) => day >= first && day <= last,
      ),
    );
  });

  it('that are no holidays of the exchange asked for are told', async () => {
    const days = market(60).filter(({ date }) => !['2024-01-15', '2024-02-07'].includes(date));
    const told = await findings(daily(days), /--holidays/, { holidays: 'NYSE' });
    expect(told.map(({ text }) => text)).toEqual([
      '1 weekday without a row is not in --holidays NYSE: 2024-02-07',
      '2 rows fall on a day of --holidays NYSE: 2024-01-01, 2024-02-19',
    ]);
  });

  it('without a calendar are counted', async () => {
    const days = market(60).filter(({ date }) => date !== '2024-02-07');
    const [finding] = await findings(daily(days), /weekday/);
    expect(finding!.text).toContain('1 weekday has no row and is taken as days without trading');
  });

  it('a row on a week-end, and rows without trade', async () => {
    const days = market(150, (row, day) => (row === 70 ? { ...day, volume: 0 } : day));
    const text = `${daily(days)}2024-08-03,1,1,1,1,5\n`;
    expect(await findings(text, /week-end|no trade/)).toMatchObject([
      { row: 152, text: '1 row among business days falls on a week-end: 2024-08-03' },
      { row: 72, level: 'note' },
    ]);
  });
});

describe('the hour that the end of summer time repeats', () => {
  const hours = (from: number, shown: (hour: number) => number) =>
    `time,load\n${Array.from({ length: 48 }, (_, i) => {
      const wall = from + shown(i) * 3_600_000;
      return `${isoText(wall, true).replace('T', ' ')},${100 + i}`;
    }).join('\n')}\n`;

  it.each([
    ['Europe/Berlin', daysFromCivil(2023, 10, 28), 26],
    ['America/New_York', daysFromCivil(2023, 11, 4), 25],
  ])('is kept as two, as in %s, which is told', async (zone, day, last) => {
    const text = hours(day * dayMs, (hour) => (hour > last ? hour - 1 : hour));
    const { panel, sources, guesses, findings: told } = await inspectText(text);
    expect([...panel!.series[0]!.values]).toEqual(Array.from({ length: 48 }, (_, i) => 100 + i));
    expect(sources[0]!.series[0]).toMatchObject({ gaps: 0, duplicates: 0 });
    expect(sources[0]!.time).toMatchObject({ first: isoText(day * dayMs, true), timezone: zone });
    expect(guesses.map(({ flag }) => flag)).toContain(`--tz ${zone}`);
    expect(told.map((finding) => finding.text).join()).toContain(`--tz names another zone`);
  });

  it('is merged where a row stands in the hour that spring skips, or when --duplicates says how', async () => {
    const autumn = hours(daysFromCivil(2023, 10, 28) * dayMs, (hour) =>
      hour > 26 ? hour - 1 : hour,
    );
    const spring = `time,load\n2023-03-26 02:00,1\n${autumn.slice('time,load\n'.length)}`;
    const [finding] = await findings(spring, /repeats/);
    expect(finding!.text).toContain('--tz Europe/Berlin keeps both');
    const { panel } = await inspectText(autumn, { duplicates: 'mean' });
    expect(panel!.series[0]!.values).toHaveLength(47);
  });

  it('passes twice in each series, quarter by quarter, also with the newest row first', async () => {
    const quarter = 900_000;
    const start = daysFromCivil(2023, 10, 28) * dayMs + 22 * 4 * quarter;
    // Two hours before midnight, and on to 04:00 of the day on which 02:00 to 03:00 comes twice.
    const rows = Array.from({ length: 28 }, (_, i) => {
      const wall = start + (i < 20 ? i : i - 4) * quarter;
      return [isoText(wall, true).replace('T', ' '), i] as const;
    });
    const line = (id: string) => (row: readonly [string, number]) => `${id},${row[0]},${row[1]}`;
    const mixed = rows.flatMap((row) => [line('a')(row), line('b')(row)]);
    const newestFirst = rows.map(line('c')).reverse();
    const text = `id,time,load\n${[...mixed, ...newestFirst].join('\n')}\n`;
    const { panel } = await inspectText(text, { tz: 'Europe/Berlin', id: 'id', target: ['load'] });
    for (const { values } of panel!.series) expect([...values]).toEqual(rows.map(([, i]) => i));
    expect(panel!.series).toHaveLength(3);
  });

  it('is no other hour', async () => {
    const text = hours(daysFromCivil(2023, 6, 3) * dayMs, (hour) => (hour > 26 ? hour - 1 : hour));
    const [finding] = await findings(text, /repeats/);
    expect(finding!.text).not.toContain('--tz');
  });
});
