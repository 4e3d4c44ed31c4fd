import { describe, expect, it } from 'vitest';
import { dayMs, daysFromCivil } from '../../../src/data/calendar/civil.js';
import { cellColumn } from '../../../src/data/cells/cell-builder.js';
import { readDates } from '../../../src/data/times/date-column.js';
import { datePart, formOfPattern } from '../../../src/data/times/date-format.js';
import { fields } from '../../../src/data/times/fields.js';
import { dateKinds, hasDay } from '../../../src/data/times/kinds.js';
import { formatWall, isoText } from '../../../src/data/times/time-format.js';
import { dateForms } from '../../../src/data/times/time-forms.js';
import { readText } from '../csv-text.js';

/** What stands around a field, so that both are a time. */
const around: Readonly<Record<string, string>> = {
  y: '#',
  Y: '#-MM-dd',
  B: '#-MM-dd',
  R: '#-MM-dd',
  G: '# E-MM-dd',
  E: 'G #-MM-dd',
  h: 'yyyy-MM-dd a #',
  a: 'yyyy-MM-dd # h',
  H: 'yyyy-MM-dd #',
  m: 'yyyy-MM-dd HH #',
  s: 'yyyy-MM-dd HH:mm #',
  f: 'yyyy-MM-dd HH:mm:ss #',
  d: 'yyyy-MM #',
  e: "yyyy-'W'ww #",
};

const at = Date.UTC(2023, 0, 5, 15, 45, 59) + 987;

describe('every field of a pattern', () => {
  it.each(fields.map(({ letters, group }) => [letters, group] as const))(
    '%s is read as it is written',
    (letters, group) => {
      const pattern = (around[group] ?? 'yyyy #').replace('#', letters);
      const format = { pattern, offset: null };
      const text = formatWall(format, at, '+02:00');
      const read = readDates(cellColumn([text, text]), [formOfPattern(pattern)]);
      expect(read?.valid, `${pattern}: ${text}`).toBe(2);
      expect(formatWall(format, read!.wall[0]!, '+02:00')).toBe(text);
    },
  );
});

/** A text of each kind, as its first day in the year 2021 would be written. */
const examples: Readonly<Record<string, (i: number) => string>> = {
  ymd: (i) => day(i, 'yyyy-MM-dd'),
  dmy: (i) => day(i + 12, 'dd.MM.yyyy'),
  mdy: (i) => day(i + 12, 'MM/dd/yyyy'),
  dNy: (i) => day(i, 'd MMM yyyy'),
  Ndy: (i) => day(i, 'MMM d, yyyy'),
  yNd: (i) => day(i, 'yyyy MMM d'),
  Ny: (i) => month(i, 'MMM yyyy'),
  yN: (i) => month(i, 'yyyy MMM'),
  season: (i) => `${2010 + i}/${11 + i}`,
  ym: (i) => month(i, 'yyyy-MM'),
  my: (i) => month(i, 'MM/yyyy'),
  yq: (i) => month(3 * i, "yyyy-'Q'Q"),
  yh: (i) => month(6 * i, "yyyy-'H'X"),
  yw: (i) => day(7 * i, "yyyy-'W'ww"),
  era: (i) => month(i, "GGGGE'年'M'月'"),
  roc: (i) => day(i, 'RRR/MM/dd'),
  y2md: (i) => write('yy-MM-dd', daysFromCivil(1999, 3, 1) + i),
  yday: (i) => day(i, 'yyyy-DDD'),
  ydm: (i) => day(i + 12, 'yyyy-dd-MM'),
  ddmmyyyy: (i) => day(i + 12, 'ddMMyyyy'),
  y: (i) => String(2001 + i),
  mY: (i) => month(i, 'MM/yy'),
  yymmdd: (i) => day(i, 'yyMMdd'),
};

const write = (pattern: string, days: number) =>
  formatWall({ pattern, offset: null }, days * dayMs, '');
const day = (i: number, pattern: string) => write(pattern, daysFromCivil(2021, 1, 1) + i);
const month = (i: number, pattern: string) =>
  write(pattern, daysFromCivil(2021 + Math.floor(i / 12), (i % 12) + 1, 1));

describe('every kind of dates', () => {
  it('has a form, and every form a kind', () => {
    const kinds = new Set(dateForms.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(dateKinds.map(({ name }) => name).sort());
  });

  it.each(dateKinds.map(({ name }) => name))(
    '%s beside a column of hours is one series of days, or a series for each hour',
    async (kind) => {
      const example = examples[kind]!;
      const rows: string[] = [];
      for (let i = 0; i < 14; i++)
        for (const hour of [0, 6, 12, 18])
          rows.push(`${example(i)};${hour};${(i * 7 + hour * 3) % 11}.5`);
      const { panel } = await readText(`date;hour;value\n${rows.join('\n')}\n`);
      const isDay = hasDay(kind, panel.timeFormat.pattern.replace(/ H+.*$/, ''));
      expect(panel.series.map(({ values }) => values.length)).toEqual(
        isDay ? [14 * 4] : [14, 14, 14, 14],
      );
    },
  );

  it.each([
    ['months of two digits', (i: number) => month(i, 'MM/yy'), 'MM/yy'],
    ['half-years', (i: number) => month(6 * i, "yyyy-'H'X"), "yyyy-'H'X"],
    ['seasons', (i: number) => `${2000 + i}/${String(i + 1).padStart(2, '0')}`, 'yyyy/nn'],
  ])('%s by hours are 24 series', async (_, example, pattern) => {
    const rows: string[] = [];
    for (let i = 0; i < 13; i++)
      for (let hour = 0; hour < 24; hour++) rows.push(`${example(i)},${hour},${i + hour / 10}`);
    const { panel, sources } = await readText(`period,hour,value\n${rows.join('\n')}\n`);
    expect(panel.series).toHaveLength(24);
    expect(panel.timeFormat.pattern).toBe(pattern);
    expect(sources[0]!.time.format).toBe(pattern);
  });
});

it('a date keeps its quoted letters when it loses its clock', () => {
  expect(datePart("yyyy-'H'X")).toBe("yyyy-'H'X");
  expect(datePart("yyyy-MM-dd'T'HH:mm:ss")).toBe('yyyy-MM-dd');
  expect(datePart('HH:mm dd.MM.yyyy')).toBe('HH:mm dd.MM.yyyy');
});

it('a month in Roman numerals, `5 VII 2024`, is one line of its form', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => `${day(i, 'd RM yyyy')},${i}`);
  const { panel } = await readText(`date,value\n${rows.join('\n')}\n`);
  expect(panel.timeFormat.pattern).toBe('d RM yyyy');
  expect(isoText(panel.series[0]!.times[39]!)).toBe('2021-02-09');
  expect(formatWall(panel.timeFormat, Date.UTC(2024, 6, 5), '')).toBe('5 VII 2024');
  expect(readDates(cellColumn(['05.XII.2024', '06.XII.2024']))?.format.pattern).toBe('dd.RM.yyyy');
});
