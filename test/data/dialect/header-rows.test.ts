import { describe, expect, it } from 'vitest';
import { shapeOf } from '../tiny-table.js';

interface Found {
  readonly names: readonly string[];
  readonly header: boolean;
  readonly first: number;
}

const found = (...of: Parameters<typeof shapeOf>): Found => {
  const { names, header, firstLine } = shapeOf(...of);
  return { names, header, first: firstLine };
};

describe('a header is', () => {
  it.each<[rule: string, lines: string[], names: string[], first: number]>([
    ['words above numbers', ['date,v', '2024-01-01,1', '2024-01-02,2'], ['date', 'v'], 1],
    [
      'dates above numbers, as in a wide table',
      ['shop,2024-01-01,2024-01-02', 'A,1,2', 'B,3,4'],
      ['shop', '2024-01-01', '2024-01-02'],
      1,
    ],
    [
      'years above numbers, even where the numbers could be years',
      ['country,2000,2001,2002,2003', 'A,1990,2050,1850,1700', 'B,1800,1711,2010,1999'],
      ['country', '2000', '2001', '2002', '2003'],
      1,
    ],
    [
      'numbers that count the columns, with a word among them',
      ['step,0,1,2,3,OT', '0,0.61,-0.36,0.74,-1.2,2.9', '1,0.57,-0.37,0.73,-1.2,2.8'],
      ['step', '0', '1', '2', '3', 'OT'],
      1,
    ],
    [
      'years above the quarters below them',
      [',2010,,,,2011,,,', ',Q1,Q2,Q3,Q4,Q1,Q2,Q3,Q4', 'GDP,1,2,3,4,5,6,7,8', 'M1,1,2,3,4,5,6,7,8'],
      ['column1', ...['2010', '2011'].flatMap((y) => [1, 2, 3, 4].map((q) => `${y} Q${q}`))],
      2,
    ],
    [
      'the row right above the data, not the titles over it',
      ['Sales of all shops', 'as of today', 'date,v', '2024-01-01,1', '2024-01-02,2'],
      ['date', 'v'],
      3,
    ],
    [
      'parted from the data by a rule',
      ['date,v', '----,----', '2024-01-01,1', '2024-01-02,2'],
      ['date', 'v'],
      2,
    ],
    [
      'one name short where the first column is an index without one',
      ['a,b', '1,10,20', '2,11,21', '3,12,22'],
      ['column1', 'a', 'b'],
      1,
    ],
    [
      'one name short where date and clock share it',
      ['time,v', '2024-01-01,00:00,1', '2024-01-01,01:00,2', '2024-01-01,02:00,3'],
      ['time', 'column2', 'v'],
      1,
    ],
    [
      'one name long where no row reaches the last column',
      ['X_Value,Voltage,Comment', '0.00,1.5', '0.01,1.6', '0.02,1.7'],
      ['X_Value', 'Voltage', 'Comment'],
      1,
    ],
    [
      'without the empty cells that it has too many',
      ['date,v,,', '2024-01-01,1', '2024-01-02,2', '2024-01-03,3'],
      ['date', 'v'],
      1,
    ],
    [
      'above a first row that is broken',
      ['date,a,b,c', '2024-01-01 1 2 3', '2024-01-02,1,2,3', '2024-01-03,2,3,4'],
      ['date', 'a', 'b', 'c'],
      1,
    ],
    [
      'above a row of units, with them',
      [
        'TIME,Temp,Hum',
        ',degC,pct',
        '2024-01-01,1,2',
        '2024-01-02,2,3',
        '2024-01-03,2,3',
        '2024-01-04,2,3',
      ],
      ['TIME', 'Temp', 'Hum'],
      2,
    ],
  ])('%s', (_, lines, names, first) => {
    expect(found(lines)).toEqual({ names, header: true, first });
  });

  it('a remark of as many words as the data have cells', () => {
    const lines = ['# made by a logger', '#date v', '2024-01-01 1', '2024-01-02 2'];
    const dialect = { delimiter: ' ', blanks: true, comment: '#' };
    expect(found(lines, dialect)).toEqual({ names: ['date', 'v'], header: true, first: 2 });
  });
});

describe('no header is', () => {
  const unnamed = ['column1', 'column2'];
  it.each<[rule: string, lines: string[], names: string[]]>([
    ['a row like those below it', ['2024-01-01,1', '2024-01-02,2'], unnamed],
    [
      'a row that counts, where no word stands in it, or the rows below it count too',
      ['1,2,3,4,5', '7,3,9,1,2', '5,5,1,0,3'],
      ['column1', 'column2', 'column3', 'column4', 'column5'],
    ],
    [
      'a word above numbers in a row that counts like those below it',
      ['x,1,2,3,4', '7,3,4,5,6', '5,5,6,7,8'],
      ['column1', 'column2', 'column3', 'column4', 'column5'],
    ],
    ['a first year like those below it', ['2001,5', '2002,6', '2003,7'], unnamed],
    [
      'several rows that begin with one key',
      [
        'station,id,',
        'station,name,',
        'station,river,',
        '2024-01-01,1,',
        '2024-01-02,2,',
        '2024-01-03,3,',
      ],
      [...unnamed, 'column3'],
    ],
  ])('%s', (_, lines, names) => {
    expect(found(lines)).toMatchObject({ names, header: false });
  });

  it('a row of dates where --no-header says that there is none', () => {
    const lines = ['shop,2024-01-01,2024-01-02', 'A,1,2', 'B,3,4'];
    expect(found(lines, {}, { header: false })).toMatchObject({ header: false, first: 0 });
  });
});
