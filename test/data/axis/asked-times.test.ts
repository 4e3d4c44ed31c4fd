import { describe, expect, it } from 'vitest';
import type { ReadingOptions } from '../../../src/data/reading.js';
import { readText } from '../csv-text.js';

const iso = (time: number) => new Date(time).toISOString().slice(0, 19);

/** First and last time of the only series. */
async function ends(text: string, options: ReadingOptions) {
  const { panel } = await readText(text, options);
  expect(panel.series).toHaveLength(1);
  const { times } = panel.series[0]!;
  return [iso(times[0]!), iso(times.at(-1)!), times.length];
}

const rows = (header: string, count: number, row: (i: number) => string) =>
  `${header}\n${Array.from({ length: count }, (_, i) => row(i)).join('\n')}\n`;

describe('several --time are the parts of a time', () => {
  it('by their names, in any order', async () => {
    const text = rows('d,m,y,a,value', 12, (i) => `${(i % 3) + 1},2,2020,${i % 7},${i * 3}`);
    const daily = rows('tag,jahr,monat,value', 20, (i) => `${i + 1},2021,3,${i * i}`);
    expect(await ends(daily, { time: ['tag', 'jahr', 'monat'], target: ['value'] })).toEqual([
      '2021-03-01T00:00:00',
      '2021-03-20T00:00:00',
      20,
    ]);
    await expect(readText(text, { time: ['value', 'a'] })).rejects.toThrow(
      'columns "value", "a" are no time together (--time)',
    );
  });

  it('by their order where no name says more', async () => {
    const text = rows('p,q,r,s,t,u,value', 30, (i) => `2021,5,9,7,${i},30,${i * 2}`);
    const time = ['p', 'q', 'r', 's', 't', 'u'];
    expect(await ends(text, { time, target: ['value'] })).toEqual([
      '2021-05-09T07:00:30',
      '2021-05-09T07:29:30',
      30,
    ]);
  });

  it('a date and a clock that stand apart', async () => {
    const text = rows('start,place,note,at,value', 24, (i) => `2021-05-09,1,x,${i}:15,${i}`);
    expect(await ends(text, { time: ['start', 'at'], target: ['value'] })).toEqual([
      '2021-05-09T00:15:00',
      '2021-05-09T23:15:00',
      24,
    ]);
  });

  it('with a format that decides day and month', async () => {
    const text = rows('start,place,at,value', 8, (i) => `0${i + 1}/05/2021,1,06:15,${i}`);
    const time = ['start', 'at'];
    const dateFormat = 'dd/MM/yyyy HH:mm';
    expect(await ends(text, { time, dateFormat, target: ['value'] })).toEqual([
      '2021-05-01T06:15:00',
      '2021-05-08T06:15:00',
      8,
    ]);
  });

  it('and the name of a saved model joins them', async () => {
    const text = rows('year,month,day,value', 20, (i) => `2021,3,${i + 1},${i * i}`);
    const { panel } = await readText(text);
    expect(panel.timeColumn).toBe('year month day');
    expect(await ends(text, { time: 'year month day' })).toEqual([
      '2021-03-01T00:00:00',
      '2021-03-20T00:00:00',
      20,
    ]);
  });

  it('a column counts once', async () => {
    const text = rows('year,month,value', 20, (i) => `2021,${(i % 12) + 1},${i}`);
    await expect(readText(text, { time: ['year', 'year'] })).rejects.toThrow(
      'column "year" is named twice (--time)',
    );
  });
});

describe('a named index of whole numbers', () => {
  it.each([
    ['from 0 on, whose later cells look like years', 0, 2500, {}],
    ['from 1 on', 1, 2400, { freq: 'step' }],
    ['that looks like years throughout, where --freq says it is none', 1900, 60, { freq: 'step' }],
  ])('%s keeps every row and goes on by one', async (_, first, count, more) => {
    const text = rows('step,y', count, (i) => `${first + i},${(i * 7) % 11}`);
    const { panel } = await readText(text, { time: ['step'], ...more });
    expect(panel.frequency).toMatchObject({ unit: 'step', count: 1 });
    const { times } = panel.series[0]!;
    expect([times[0], times.at(-1), times.length]).toEqual([first, first + count - 1, count]);
  });

  it('of years is one where nothing says otherwise', async () => {
    const text = rows('year,y', 60, (i) => `${1950 + i},${(i * 7) % 11}`);
    const { panel } = await readText(text, { time: ['year'] });
    expect(panel.frequency).toMatchObject({ unit: 'year', count: 1 });
  });
});
