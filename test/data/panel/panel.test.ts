import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatFrequency } from '../../../src/data/calendar/frequency.js';
import { futureTimes } from '../../../src/data/panel/steps.js';
import { readPanel } from '../../../src/data/read-panel.js';
import { isoText } from '../../../src/data/times/time-format.js';
import { dailyCsv, inspectText, readText } from '../csv-text.js';

const values = async (text: string, options = {}) => [
  ...(await readText(text, options)).panel.series[0]!.values,
];

describe('a panel', () => {
  it('turns a newest-first file round', async () => {
    const lines = dailyCsv(5).trim().split('\n');
    const text = [lines[0], ...lines.slice(1).reverse()].join('\n');
    const { panel, sources } = await readText(text);
    expect([...panel.series[0]!.values]).toEqual([0, 1, 2, 3, 4]);
    expect(sources[0]!.order).toBe('descending');
  });

  it('has a row for every step; gaps are missing, and told', async () => {
    const text = 'date,v\n2024-01-01,1\n2024-01-02,2\n2024-01-05,5\n2024-01-06,6\n2024-01-07,7\n';
    const reading = await readText(text);
    expect([...reading.panel.series[0]!.values]).toEqual([1, 2, Number.NaN, Number.NaN, 5, 6, 7]);
    expect(reading.sources[0]!.series[0]).toMatchObject({ gaps: 2, rows: 5 });
    expect(reading.findings.map(({ text: sentence }) => sentence)).toContain(
      '2 steps have no row at frequency D: left missing',
    );
  });

  it.each([
    ['zero', [1, 2, 0, 0, 5, 6, 7]],
    ['forward', [1, 2, 2, 2, 5, 6, 7]],
    ['linear', [1, 2, 3, 4, 5, 6, 7]],
    ['mean', [1, 2, 4.2, 4.2, 5, 6, 7]],
  ] as const)('fills gaps by %s', async (fill, expected) => {
    const text = 'date,v\n2024-01-01,1\n2024-01-02,2\n2024-01-05,5\n2024-01-06,6\n2024-01-07,7\n';
    expect(await values(text, { fill })).toEqual(expected);
  });

  it('fills from the season before', async () => {
    const text = dailyCsv(21, (row) => (row === 17 ? '' : String(row % 7)));
    expect((await values(text, { fill: 'seasonal' }))[17]).toBe(3);
  });

  it('business days have no gaps at week-ends and holidays', async () => {
    const days = dailyCsv(60)
      .trim()
      .split('\n')
      .filter((line) => {
        const day = new Date(`${line.slice(0, 10)}Z`).getUTCDay();
        return day !== 0 && day !== 6 && !line.startsWith('2024-02-14');
      });
    const { panel, sources } = await readText(days.join('\n'));
    expect(formatFrequency(panel.frequency)).toBe('B');
    expect(panel.series[0]!.values).toHaveLength(days.length - 1);
    expect(sources[0]!.series[0]!.gaps).toBe(0);
  });

  it.each([
    ['first', 2],
    ['last', 4],
    ['mean', 3],
    ['sum', 6],
  ] as const)('of duplicates the %s counts', async (duplicates, expected) => {
    const text = 'date,v\n2024-01-01,1\n2024-01-02,2\n2024-01-02,4\n2024-01-03,5\n';
    expect(await values(text, { duplicates })).toEqual([1, expected, 5]);
  });

  it('merges equal duplicates without a warning', async () => {
    const text = 'date,v\n2024-01-01,1\n2024-01-02,2\n2024-01-02,2\n2024-01-03,5\n';
    const { findings, sources } = await readText(text);
    expect(sources[0]!.series[0]!.duplicates).toBe(1);
    expect(findings.filter(({ level }) => level === 'warning')).toEqual([]);
  });

  it('resamples each column by its nature, or as asked', async () => {
    const rows = Array.from(
      { length: 48 },
      (_, h) => `2024-01-0${1 + Math.floor(h / 24)} ${String(h % 24).padStart(2, '0')}:00,${h},1`,
    );
    const text = `time,temperature,volume\n${rows.join('\n')}\n`;
    expect(await values(text, { resample: 'D', target: ['temperature'] })).toEqual([11.5, 35.5]);
    expect(await values(text, { resample: 'D', target: ['volume'] })).toEqual([24, 24]);
    expect(
      await values(text, { resample: 'D', target: ['temperature'], aggregate: 'max' }),
    ).toEqual([23, 47]);
  });

  it('tells series apart by an id column, targets by their names, files by their stems', async () => {
    const text =
      'shop,date,sales,stock\nA,2024-01-01,1,5\nB,2024-01-01,2,6\nA,2024-01-02,3,7\nB,2024-01-02,4,8\n';
    const { panel } = await readText(text, { target: ['sales', 'stock'] });
    expect(panel.idColumn).toBe('shop');
    expect(panel.series.map(({ id, target, values: v }) => [id, target, ...v])).toEqual([
      ['A', 'sales', 1, 3],
      ['A', 'stock', 5, 7],
      ['B', 'sales', 2, 4],
      ['B', 'stock', 6, 8],
    ]);
  });

  it('knows future covariates beyond the last target', async () => {
    const text = `${dailyCsv(4, (row) => `${row},${row * 10}`, 'date,v,price')}2024-01-05,,40\n2024-01-06,,50\n`;
    const { panel } = await readText(text, { target: ['v'], future: ['price'] });
    expect(panel.series[0]!.values).toHaveLength(4);
    expect([...panel.series[0]!.future[0]!]).toEqual([0, 10, 20, 30, 40, 50]);
    expect(panel.series[0]!.times).toHaveLength(6);
  });

  it('leaves out rows after the last target, where nothing is known of the future', async () => {
    const reading = await readText(`${dailyCsv(4)}2024-01-05,\n2024-01-06,\n`);
    expect(reading.panel.series[0]!.values).toHaveLength(4);
    expect(reading.findings.some(({ text }) => text.includes('without a target'))).toBe(true);
  });

  it('keeps static attributes of a series', async () => {
    const text =
      'shop,city,date,sales\nA,Rome,2024-01-01,1\nB,Oslo,2024-01-01,2\nA,Rome,2024-01-02,3\nB,Oslo,2024-01-02,4\n';
    const { panel } = await readText(text, { id: 'shop', static: ['city'] });
    expect(panel.series.map(({ statics }) => statics)).toEqual([['Rome'], ['Oslo']]);
  });

  it('counts hours as instants where a zone is given: none is lost or doubled at summer time', async () => {
    const start = Date.UTC(2024, 9, 25, 22); // midnight in Berlin on the day before
    const rows = Array.from({ length: 49 }, (_, hour) => {
      const wall = start + hour * 3_600_000 + (hour < 27 ? 2 : 1) * 3_600_000;
      return `${new Date(wall).toISOString().slice(0, 16).replace('T', ' ')},${hour}`;
    });
    const text = `time,v\n${rows.join('\n')}\n`;
    const zoned = await readText(text, { tz: 'Europe/Berlin' });
    expect([...zoned.panel.series[0]!.values]).toEqual(
      Array.from({ length: 49 }, (_, hour) => hour),
    );
    expect(zoned.sources[0]!.series[0]).toMatchObject({ gaps: 0, duplicates: 0 });
    const wall = await readText(text);
    expect([...wall.panel.series[0]!.values]).toEqual([...zoned.panel.series[0]!.values]);
    expect(wall.findings.some(({ text: sentence }) => sentence.includes('comes twice'))).toBe(true);
  });

  it('has calendar features as covariates known ahead', async () => {
    const { panel } = await readText(dailyCsv(10), { calendar: ['weekday'], ahead: 4 });
    expect(panel.futureNames).toEqual(['weekday sine', 'weekday cosine']);
    const [series] = panel.series;
    expect(series!.times).toHaveLength(14);
    const cosine = series!.future[1]!;
    expect(cosine[0]).toBe(1); // 2024-01-01 was a Monday
    expect(cosine[7]).toBe(1);
    expect(cosine[13]).toBeCloseTo(Math.cos((2 * Math.PI * 6) / 7), 12);
  });

  it('reads numbers far from all others as missing only where they are known sentinels', async () => {
    const sentinel = await readText(
      dailyCsv(30, (row) => (row === 9 ? '-999' : String(10 + (row % 5)))),
    );
    expect(sentinel.panel.series[0]!.values[9]).toBeNaN();
    const outlier = await readText(
      dailyCsv(30, (row) => (row === 9 ? '-987' : String(10 + (row % 5)))),
    );
    expect(outlier.panel.series[0]!.values[9]).toBe(-987);
  });

  it("takes the user's own marks for missing values", async () => {
    const text = dailyCsv(10, (row) => (row === 3 ? 'n.v.' : row === 4 ? '77' : String(row)));
    const [series] = (await readText(text, { missingValues: ['n.v.', '77'] })).panel.series;
    expect(series!.values[3]).toBeNaN();
    expect(series!.values[4]).toBeNaN();
  });

  it('finds a sentinel however late it comes, and takes back what later rows refute', async () => {
    const late = (row: number) => (row === 5990 ? '-999' : String(10 + (row % 5)));
    const [found] = (await readText(dailyCsv(6000, late))).panel.series;
    expect(found!.values[5990]).toBeNaN();
    const refuted = (row: number) => (row === 5995 ? '-1200' : late(row));
    const [kept] = (await readText(dailyCsv(6000, refuted))).panel.series;
    expect(kept!.values[5990]).toBe(-999);
  });

  it('takes more rows than the length of the first lines promises', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatecast-'));
    const line = (row: number, note: string) =>
      `${isoText(Date.UTC(2024, 0, 1, row), true)},${row},${note}`;
    const lines = Array.from({ length: 4000 }, (_, row) =>
      line(row, row < 500 ? 'n'.repeat(200) : ''),
    );
    const file = join(folder, 'notes.csv');
    writeFileSync(file, `time,v,note\n${lines.join('\n')}\n`);
    const { panel } = await readPanel([file], {});
    expect([...panel.series[0]!.values]).toEqual(Array.from(lines, (_, row) => row));
  });

  it('says with which flags the same reading is made again', async () => {
    const text = 'Datum;Wert;Rest\n05.01.2024;1,5;2\n06.01.2024;2,5;3\n07.01.2024;3,5;4\n';
    const { guesses } = await readText(text);
    expect(guesses.map(({ flag }) => flag)).toEqual([
      '--encoding utf-8',
      "--delimiter ';'",
      "--decimal ','",
      '--header',
      '--time Datum',
      '--date-format dd.MM.yyyy',
      '--target Wert',
      '--freq D',
    ]);
    const again = await readText(text, {
      encoding: 'utf-8',
      delimiter: ';',
      decimal: ',',
      header: true,
      time: 'Datum',
      dateFormat: 'dd.MM.yyyy',
      target: ['Wert'],
      freq: 'D',
    });
    expect(again.panel).toEqual((await readText(text)).panel);
    expect(again.guesses).toEqual([]);
  });

  it('sums up what cannot become a panel, with the reason', async () => {
    const { panel, problem, sources } = await inspectText('a,b\nx,y\nz,w\n');
    expect(panel).toBeNull();
    expect(problem?.exitCode).toBe(4);
    expect(sources[0]).toMatchObject({ rows: 2, header: true });
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'a column may be called %s',
    async (name) => {
      const { panel, sources } = await readText(dailyCsv(5, String, `date,${name}`));
      expect(panel.targets).toEqual([name]);
      expect(sources[0]!.columns[1]).toMatchObject({ name, sum: 10 });
    },
  );

  it('gives columns of one name and of none names of their own', async () => {
    const { sources } = await readText('date,a,a,\n2024-01-01,1,2,3\n2024-01-02,4,5,6\n');
    expect(sources[0]!.columns.map(({ name }) => name)).toEqual(['date', 'a', 'a (2)', 'column4']);
  });
});

describe('holidays', () => {
  const days = [
    '2024-12-16',
    '2024-12-17',
    '2024-12-18',
    '2024-12-19',
    '2024-12-20',
    '2024-12-23',
    '2024-12-24',
  ];
  const text = `date,v\n${days.map((day, row) => `${day},${row}`).join('\n')}\n`;
  const file = join(mkdtempSync(join(tmpdir(), 'gatecast-')), 'holidays.txt');
  writeFileSync(file, '# Christmas\n2024-12-25\n2024-12-26\n');

  it('of a file are days on which no future row falls', async () => {
    const { panel } = await readText(text, { holidays: file });
    const next = [...futureTimes(panel, panel.series[0]!, 2)].map((time) => isoText(time));
    expect(next).toEqual(['2024-12-27', '2024-12-30']);
  });

  it('are for days and business days only', async () => {
    const hours = Array.from(
      { length: 30 },
      (_, h) => `2024-03-0${1 + Math.floor(h / 24)} ${String(h % 24).padStart(2, '0')}:00,${h}`,
    );
    const hourly = readText(`time,v\n${hours.join('\n')}\n`, { holidays: file });
    await expect(hourly).rejects.toThrow('--holidays is for days and business days');
  });
});
