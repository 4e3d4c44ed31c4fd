import { describe, expect, it } from 'vitest';
import { formatTime, futureTimes } from '../../../src/data/panel/steps.js';
import { isoText } from '../../../src/data/times/time-format.js';
import { readText } from '../csv-text.js';

async function read(header: string, cells: readonly string[]) {
  const text = `${header},value\n${cells.map((cell, i) => `${cell},${i + 10}.5`).join('\n')}\n`;
  const { panel } = await readText(text);
  const [series] = panel.series;
  const next = futureTimes(panel, series!, 3);
  return {
    first: isoText(series!.times[0]!),
    steps: series!.times.length,
    next: Array.from(next, (time) => isoText(time)),
    written: formatTime(panel.timeFormat, next[0]!, panel.zone),
  };
}

const quarters = (write: (year: number, quarter: number) => string, count: number) =>
  Array.from({ length: count }, (_, i) => write(2015 + Math.floor(i / 4), (i % 4) + 1));

describe('a column that is called by a period', () => {
  it.each([
    ['quarter', quarters((y, q) => `${q}-${y}`, 4), '2016-01-01', '1-2016'],
    ['quarter', quarters((y, q) => `${y}-${q}`, 4), '2016-01-01', '2016-1'],
    ['Quarter', quarters((y, q) => `${q}/${y}`, 8), '2017-01-01', '1/2017'],
    ['quarter', quarters((y, q) => `${y}${q}`, 12), '2018-01-01', '20181'],
    ['trimestre', quarters((y, q) => `${q} ${y}`, 4), '2016-01-01', '1 2016'],
    ['semester', ['1-2015', '2-2015', '1-2016', '2-2016'], '2017-01-01', '1-2017'],
    ['half', ['2015-1', '2015-2', '2016-1', '2016-2'], '2017-01-01', '2017-1'],
    ['week', Array.from({ length: 9 }, (_, i) => `${i + 1}-2015`), '2015-03-02', '10-2015'],
  ])('%s holds %j', async (name, cells, next, written) => {
    const found = await read(name, cells);
    expect(found.steps).toBe(cells.length);
    expect(found.next[0]).toBe(next);
    expect(found.written).toBe(written);
  });

  it.each([
    ['month', ['1-2015', '2-2015', '3-2015', '4-2015'], '2015-05-01'],
    ['quarter', ['1-2015', '2-2015', '3-2015', '4-2015', '5-2015'], '2015-06-01'],
  ])('%s holds months where not all cells may be another period: %j', async (name, cells, next) => {
    expect((await read(name, cells)).next[0]).toBe(next);
  });
});

describe('months', () => {
  const on = (day: number) =>
    Array.from({ length: 14 }, (_, i) => {
      const last = new Date(Date.UTC(2023, i + 1, 0)).getUTCDate();
      return isoText(Date.UTC(2023, i, Math.min(day, last)));
    });

  it.each([
    [28, ['2024-03-28', '2024-04-28', '2024-05-28']],
    [29, ['2024-03-29', '2024-04-29', '2024-05-29']],
    [30, ['2024-03-30', '2024-04-30', '2024-05-30']],
    [31, ['2024-03-31', '2024-04-30', '2024-05-31']],
    [15, ['2024-03-15', '2024-04-15', '2024-05-15']],
  ])('on day %d of each stay on it', async (day, next) => {
    expect((await read('date', on(day))).next).toEqual(next);
  });

  it('end with their last day of trading', async () => {
    const days = [
      '2024-01-31',
      '2024-02-29',
      '2024-03-28',
      '2024-04-30',
      '2024-05-31',
      '2024-06-28',
    ];
    expect((await read('date', [...days, '2024-07-31', '2024-08-30'])).next[0]).toBe('2024-09-30');
  });
});

it('a covariate of words is refused as text, not as missing', async () => {
  const rows = Array.from(
    { length: 30 },
    (_, i) => `2024-01-${String(i + 1).padStart(2, '0')},${i},${i % 7 ? 'no' : 'yes'}`,
  );
  const text = `date,sales,promo\n${rows.join('\n')}\n`;
  for (const role of [{ past: ['promo'] }, { future: ['promo'] }])
    await expect(readText(text, { target: ['sales'], ...role })).rejects.toThrow(
      'column "promo" holds text, not numbers',
    );
});
