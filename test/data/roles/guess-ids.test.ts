import { describe, expect, it } from 'vitest';
import type { ColumnType } from '../../../src/data/reading.js';
import { guessIds } from '../../../src/data/roles/guess-ids.js';
import { columnOf } from '../tiny-table.js';

const day = 86_400_000;

/** Ids among columns whose cells are made of the day and the place of a series, one row after the other. */
function ids(
  columns: Readonly<Record<string, [ColumnType, (day: number, series: number) => string]>>,
  days = 6,
  series = 3,
): string[] {
  const rows = Array.from(
    { length: days * series },
    (_, row) => [Math.floor(row / series), row % series] as const,
  );
  const names = Object.keys(columns);
  const found = guessIds(
    {
      file: 'tiny.csv',
      names: ['date', ...names],
      columns: [
        columnOf(rows.map(([d]) => `2024-01-${String(d + 1).padStart(2, '0')}`)),
        ...Object.values(columns).map(([, cell]) => columnOf(rows.map(([d, s]) => cell(d, s)))),
      ],
      types: ['time', ...Object.values(columns).map(([type]) => type)],
      marks: ['.', ...names.map(() => '.' as const)],
      timeColumns: [0],
      times: Float64Array.from(rows, ([d]) => d * day),
    },
    [],
  );
  return found.map((j) => names[j - 1]!);
}

const shop: [ColumnType, (day: number, series: number) => string] = [
  'text',
  (_, s) => 'ABCDEF'[s]!,
];
const sales: [ColumnType, (day: number, series: number) => string] = [
  'number',
  (d, s) => `${d * 7 + s}.5`,
];

describe('series are told apart by', () => {
  it('a column of text with one row a time for each of its words', () => {
    expect(ids({ sales, shop })).toEqual(['shop']);
  });
  it('a column of numbers that is called an id', () => {
    expect(ids({ sales, store: ['number', (_, s) => String(s + 1)] })).toEqual(['store']);
  });
  it('the column with the fewest words, of several that do it', () => {
    const unlike: typeof shop = ['text', (d, s) => `${'ABC'[s]}${d % 2}`];
    expect(ids({ unlike, shop, sales })).toEqual(['shop']);
  });
  it('two columns of text where one alone does not do it', () => {
    const region: typeof shop = ['text', (_, s) => 'NS'[s % 2]!];
    const item: typeof shop = ['text', (_, s) => 'xy'[s >> 1]!];
    expect(ids({ region, item, sales }, 6, 4)).toEqual(['region', 'item']);
  });
  it('whole numbers of any name where every time has a row of each', () => {
    expect(ids({ sex: ['number', (_, s) => String(s)], sales })).toEqual(['sex']);
  });
});

describe('nothing is an id', () => {
  it('where every row has a time of its own', () => {
    expect(ids({ shop, sales }, 9, 1)).toEqual([]);
  });
  it('where words do not tell the rows of one time apart', () => {
    expect(ids({ weather: ['text', (d) => (d % 2 ? 'rain' : 'sun')], sales })).toEqual([]);
  });
  it('that has decimals and no name of an id', () => {
    expect(ids({ level2: ['number', (_, s) => `${s}.5`], sales })).toEqual([]);
  });
});
