import { describe, expect, it } from 'vitest';
import { dayMs, weekday } from '../../../src/data/calendar/civil.js';
import { zoneOf } from '../../../src/data/calendar/zone.js';
import { addSteps, formatTime, futureTimes } from '../../../src/data/panel/steps.js';
import type { ReadingOptions } from '../../../src/data/reading.js';
import { isoText } from '../../../src/data/times/time-format.js';
import { readText } from '../csv-text.js';

const at = (text: string) => Date.parse(`${text}Z`);

/** Rows of `date,value` from a day on, those kept that `keep` wants; the value is the day's number. */
function days(from: string, count: number, keep: (day: number) => boolean = () => true): string {
  const first = at(`${from}T00:00`) / dayMs;
  const rows = Array.from({ length: count }, (_, i) => first + i).filter(keep);
  return `date,value\n${rows.map((day) => `${isoText(day * dayMs)},${day - first + 1}`).join('\n')}\n`;
}

async function read(text: string, options: ReadingOptions = {}) {
  const { panel, findings } = await readText(text, options);
  const [series] = panel.series;
  const show = (time: number) =>
    panel.zone === null
      ? isoText(time)
      : formatTime({ ...panel.timeFormat, pattern: 'iso' }, time, panel.zone);
  return {
    panel,
    series: series!,
    times: Array.from(series!.times, show),
    values: [...series!.values],
    next: (count: number) => Array.from(futureTimes(panel, series!, count), show),
    warnings: findings.filter(({ level }) => level === 'warning').map(({ text }) => text),
  };
}

describe('an index of whole numbers', () => {
  it('has a missing row where a number is left out, and goes on by one', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => i + 1).filter((i) => i !== 20);
    const { panel, series } = await read(
      `t,value\n${rows.map((i) => `${i},${i * 2}`).join('\n')}\n`,
    );
    expect([...series.times]).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    expect(series.values[19]).toBeNaN();
    expect([...futureTimes(panel, series, 2)]).toEqual([61, 62]);
  });

  it('of tens goes on by ten, with a hole, gathered, and downwards in the file', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => 1000 - i * 10).filter((i) => i !== 800);
    const text = `t,value\n${rows.map((i) => `${i},1`).join('\n')}\n`;
    const plain = await read(text, { time: 't' });
    expect([...futureTimes(plain.panel, plain.series, 1)]).toEqual([1010]);
    const gathered = await read(text, { time: 't', resample: '20step' });
    expect([...gathered.series.times].slice(-2)).toEqual([970, 990]);
    expect([...futureTimes(gathered.panel, gathered.series, 1)]).toEqual([1010]);
  });
});

describe('steps, whatever the zone, the frequency and the gaps', () => {
  const zones = [null, 'Europe/Berlin', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kolkata'];
  const sources: [string, string, number][] = [
    ['h', '2024-03-28T00:00', 24 * 8],
    ['h', '2018-10-30T00:00', 24 * 8],
    ['15min', '2024-10-26T00:00', 96 * 3],
    ['D', '2024-03-20T06:00', 40],
    ['D', '2024-10-20T02:30', 40],
    ['D', '2018-10-25T00:00', 30],
  ];
  const targets = [undefined, '30min', 'h', '2h', 'D', 'W', 'MS'];
  it.each(zones)('ascend, each by one step of the frequency, in %s', async (tz) => {
    for (const [freq, from, count] of sources) {
      const frequency = { unit: freq === 'D' ? 'day' : freq === 'h' ? 'hour' : 'minute' } as const;
      const counted = { ...frequency, count: freq === '15min' ? 15 : 1 };
      const start = zoneOf(tz).instantOf(at(from));
      const rows = Array.from({ length: count }, (_, i) => addSteps(counted, start, i, tz)).filter(
        (_, i) => i % 11 !== 5,
      );
      const text = `time,value\n${rows
        .map((time, i) => `${isoText(time + zoneOf(tz).offsetAt(time), true)},${i}`)
        .join('\n')}\n`;
      for (const resample of targets) {
        const { panel, series } = await read(text, {
          ...(tz ? { tz } : {}),
          ...(resample ? { resample } : {}),
          freq,
        });
        const all = [...series.times, ...futureTimes(panel, series, 30)];
        for (let i = 1; i < all.length; i++) {
          const expected = addSteps(panel.frequency, all[0]!, i, tz);
          if (all[i] !== expected || all[i]! <= all[i - 1]!)
            expect.fail(
              `${tz} ${freq} from ${from} to ${resample}: row ${i} is ${isoText(all[i]!)}`,
            );
        }
      }
    }
  });

  it('daily rows at six in Berlin, brought to hours, pass the night of spring without a double', async () => {
    const dates = ['2024-03-29', '2024-03-30', '2024-03-31', '2024-04-01', '2024-04-02'];
    const text = `time,value\n${dates.map((date, i) => `${date} 06:00,${i}`).join('\n')}\n`;
    const { times } = await read(text, { tz: 'Europe/Berlin', resample: 'h' });
    expect(times.filter((time) => time.startsWith('2024-03-31T0')).slice(0, 4)).toEqual([
      '2024-03-31T01:00:00+01:00',
      '2024-03-31T03:00:00+02:00',
      '2024-03-31T04:00:00+02:00',
      '2024-03-31T05:00:00+02:00',
    ]);
  });

  it('hours of a zone are gathered into its own days, not those of Greenwich', async () => {
    const rows = Array.from({ length: 24 * 4 }, (_, i) => {
      const wall = at('2024-06-01T00:00') + i * 3_600_000;
      return `${isoText(wall, true)},1`;
    });
    const { times, values } = await read(`time,value\n${rows.join('\n')}\n`, {
      tz: 'Europe/Berlin',
      resample: 'D',
      aggregate: 'sum',
    });
    expect(times[0]).toBe('2024-06-01+02:00');
    expect(values).toEqual([24, 24, 24, 24]);
  });
});

describe('--resample', () => {
  it('leaves out a first and a last month of which only days are there, and says so', async () => {
    const text = days('2024-01-20', 46); // 20 January to 5 March
    const { times, values, next, warnings } = await read(text, {
      resample: 'MS',
      aggregate: 'sum',
    });
    expect(times).toEqual(['2024-02-01']);
    expect(values).toEqual([Array.from({ length: 29 }, (_, i) => 13 + i).reduce((a, b) => a + b)]);
    expect(next(1)).toEqual(['2024-03-01']);
    expect(warnings).toEqual([
      'the first step of MS (2024-01-01) holds only a part of its rows and is left out',
      'the last step of MS (2024-03-01) holds only a part of its rows and is left out: the forecast begins with it',
    ]);
  });

  it('keeps whole months, and business months that end before a week-end', async () => {
    expect((await read(days('2024-01-01', 91), { resample: 'MS' })).times).toHaveLength(3);
    const business = days('2024-01-01', 89, (day) => weekday(day) < 6); // the 29th of March is a Friday
    expect((await read(business, { resample: 'MS' })).times).toHaveLength(3);
  });

  it('counts a month as whole only as far as the target is known', async () => {
    const rows = days('2024-01-01', 120).trim().split('\n').slice(1);
    const known = rows.map((row, i) => (i < 65 ? `${row},${i}` : `${row.split(',')[0]},,${i}`));
    const text = `date,value,promo\n${known.join('\n')}\n`;
    const { series, next } = await read(text, {
      resample: 'MS',
      target: ['value'],
      future: ['promo'],
    });
    expect(series.values).toHaveLength(2);
    expect(next(1)).toEqual(['2024-03-01']);
  });

  it('keeps the only step that there is, and says that it is a part', async () => {
    const { times, warnings } = await read(days('2024-03-01', 5), { resample: 'MS' });
    expect(times).toEqual(['2024-03-01']);
    expect(warnings.join()).toContain('holds only a part of its rows, and is kept');
  });

  it('begins weeks on Monday whatever the first row, on another day by name', async () => {
    for (const from of ['2024-01-01', '2024-01-02', '2024-01-07']) {
      const { times, values } = await read(days(from, 40), { resample: 'W', aggregate: 'sum' });
      expect(times[0]).toBe(from === '2024-01-01' ? '2024-01-01' : '2024-01-08');
      expect(times.every((time) => weekday(at(`${time}T00:00`) / dayMs) === 1)).toBe(true);
      expect(values.every((value, i) => i === 0 || value === values[0]! + 49 * i)).toBe(true);
    }
    const sunday = await read(days('2024-01-01', 40), { resample: 'W-SUN' });
    expect(sunday.times.slice(0, 2)).toEqual(['2024-01-07', '2024-01-14']);
    expect(sunday.panel.frequency).toEqual({ unit: 'week', count: 1, begins: 7 });
  });

  it.each(['2W', '10D', '2MS', 'QS', 'QE', 'YS', '5h'])(
    'makes the same steps of %s without the first row of the file',
    async (resample) => {
      const text = days('2023-01-03', 1200);
      const [header, , ...rest] = text.split('\n');
      const without = await read([header, ...rest].join('\n'), { resample });
      const whole = await read(text, { resample });
      expect(whole.times.slice(-3)).toEqual(without.times.slice(-3));
    },
  );

  it('stamps quarters and years that end with their last day', async () => {
    const quarters = await read(days('2023-01-01', 365), { resample: 'QE' });
    expect(quarters.times).toEqual(['2023-03-31', '2023-06-30', '2023-09-30', '2023-12-31']);
    const years = await read(days('2022-01-01', 730), { resample: 'YE' });
    expect(years.times).toEqual(['2022-12-31', '2023-12-31']);
  });

  it('gathers hours of business days into days of their own', async () => {
    const rows: string[] = [];
    for (let hour = 0; hour < 24 * 28; hour++) {
      const time = at('2024-01-01T00:00') + hour * 3_600_000;
      if (weekday(Math.floor(time / dayMs)) < 7) rows.push(`${isoText(time, true)},1`);
    }
    const { times, next } = await read(`time,value\n${rows.join('\n')}\n`, { resample: 'D' });
    expect(times).toHaveLength(24);
    expect(next(1)).toEqual(['2024-01-29']);
    expect(times.some((time) => weekday(at(`${time}T00:00`) / dayMs) === 7)).toBe(false);
  });
});

describe('weeks without --resample', () => {
  it('count from the weekday of most rows, not from an odd first one', async () => {
    const fridays = Array.from({ length: 30 }, (_, i) => at('2024-01-05T00:00') + i * 7 * dayMs);
    fridays[0] = at('2024-01-04T00:00');
    const text = `date,value\n${fridays.map((time, i) => `${isoText(time)},${i}`).join('\n')}\n`;
    const { times, next } = await read(text, { freq: 'W' });
    expect(times[0]).toBe('2024-01-05');
    expect(next(1)).toEqual(['2024-08-02']);
  });

  it('hold each day of theirs where the rows are days', async () => {
    const text = days('2024-01-03', 60);
    const { times } = await read(text, { freq: 'W' });
    expect(times[0]).toBe('2024-01-01');
    const sunday = await read(text, { freq: 'W-SUN' });
    expect(sunday.times[0]).toBe('2023-12-31');
  });
});

describe('the days of the week that a file has', () => {
  const open: [string, number[]][] = [
    ['closed Sundays', [1, 2, 3, 4, 5, 6]],
    ['closed Saturdays', [1, 2, 3, 4, 5, 7]],
    ['closed Mondays', [2, 3, 4, 5, 6, 7]],
    ['from Sunday to Thursday', [1, 2, 3, 4, 7]],
    ['three days a week', [1, 3, 5]],
    ['two days a week', [2, 4]],
  ];
  it.each(open)('are read from it: %s', async (_, weekdays) => {
    const text = days('2024-01-02', 80, (day) => weekdays.includes(weekday(day)) && day % 29 !== 3);
    const { panel, next, warnings } = await read(text);
    expect(panel.frequency).toEqual({ unit: 'business', count: 1, weekdays });
    expect(warnings).toEqual([]);
    for (const time of next(20)) expect(weekdays).toContain(weekday(at(`${time}T00:00`) / dayMs));
  });

  it('are not made of chance: a few days, or days that are often missing, leave none out', async () => {
    expect((await read(days('2024-01-01', 6))).panel.frequency.unit).toBe('day');
    const sparse = days('2024-01-01', 90, (day) => (day * 7919) % 11 > 4);
    expect((await read(sparse)).panel.frequency.weekdays).toBeUndefined();
  });

  it('are those that --weekdays names, and holidays count among them', async () => {
    const text = days('2024-01-02', 12, (day) => weekday(day) !== 1);
    const { panel, next } = await read(text, { weekdays: 'Tue-Sat,Sun', holidays: 'DE' });
    expect(panel.frequency.weekdays).toEqual([2, 3, 4, 5, 6, 7]);
    expect(next(2)).toEqual(['2024-01-14', '2024-01-16']);
    const easter = await read(
      days('2024-03-01', 28, (day) => weekday(day) !== 1),
      {
        weekdays: 'Tue-Sun',
        holidays: 'DE',
      },
    );
    expect(easter.next(2)).toEqual(['2024-03-30', '2024-03-31']);
  });

  it('hold for hours too, and for days of 23 hours', async () => {
    const rows: string[] = [];
    for (let hour = 0; hour < 24 * 27; hour++) {
      const time = at('2024-03-04T00:00') + hour * 3_600_000;
      if (weekday(Math.floor(time / dayMs)) < 7) rows.push(`${isoText(time, true)},1`);
    }
    const text = `time,value\n${rows.join('\n')}\n`;
    const { panel, next } = await read(text, { tz: 'Europe/Berlin' });
    expect(panel.frequency.session?.days).toEqual([1, 2, 3, 4, 5, 6]);
    expect(next(1)).toEqual(['2024-04-01+02:00']);
    const everyDay = await read(text, { tz: 'Europe/Berlin', weekdays: 'Mon-Sun' });
    expect(everyDay.next(24)).toHaveLength(new Set(everyDay.next(24)).size);
    expect(everyDay.next(3)[2]).toBe('2024-03-31T03:00:00+02:00');
  });

  it('may be others for each series of a panel', async () => {
    const shop = (id: string, closed: number) =>
      days('2024-01-01', 60, (day) => weekday(day) !== closed)
        .trim()
        .split('\n')
        .slice(1)
        .map((row) => `${id},${row}`);
    const text = `shop,date,value\n${[...shop('a', 7), ...shop('b', 1)].join('\n')}\n`;
    const { panel } = await readText(text);
    const ahead = (i: number) =>
      Array.from(futureTimes(panel, panel.series[i]!, 12), (time) => weekday(time / dayMs));
    expect(ahead(0)).not.toContain(7);
    expect(ahead(1)).not.toContain(1);
    expect(ahead(1)).toContain(7);
  });

  it('refuses words that are no weekdays, and rows that are no days', async () => {
    await expect(read(days('2024-01-01', 20), { weekdays: 'Mon-Foo' })).rejects.toThrow(
      '--weekdays Mon-Foo names no days of the week',
    );
    const months = Array.from({ length: 12 }, (_, i) => `2024-${String(i + 1).padStart(2, '0')},1`);
    await expect(read(`month,value\n${months.join('\n')}\n`, { weekdays: 'Mon' })).rejects.toThrow(
      '--weekdays is for daily rows',
    );
  });
});
