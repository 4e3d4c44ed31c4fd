import { describe, expect, it } from 'vitest';
import { unfoldTable } from '../../../src/data/layout/unfold-table.js';
import { linesOf, tableOf } from '../tiny-table.js';

const months = 'Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec';
const upTo = (count: number, from = 1) => Array.from({ length: count }, (_, i) => from + i);
const two = (number: number) => String(number).padStart(2, '0');

/** The first and the last row, their number, and how many come of one row of the file. */
function unfolded(lines: readonly string[]) {
  const table = unfoldTable(tableOf(lines));
  const [names, ...rows] = linesOf(table);
  return { names, first: rows[0], last: rows.at(-1), rows: rows.length, ofFile: table.rowsOfFile };
}

interface Case {
  readonly lines: readonly string[];
  readonly names: string;
  readonly first: string;
  readonly last: string;
  readonly rows: number;
  readonly ofFile: number;
}

const cases: Readonly<Record<string, Case>> = {
  'months of years': {
    lines: [`Year,${months}`, `2020,${upTo(12)}`, `2021,${upTo(12, 13)}`],
    names: 'month,value',
    first: '2020-01,1',
    last: '2021-12,24',
    rows: 24,
    ofFile: 2,
  },
  'months of years without the means and the total below': {
    lines: [
      `Year,${months},Mean`,
      `2020,${upTo(12)},9`,
      `2021,${upTo(12, 13)},9`,
      `Total,${upTo(12)},`,
    ],
    names: 'month,value',
    first: '2020-01,1',
    last: '2021-12,24',
    rows: 24,
    ofFile: 2,
  },
  'months of seasons, the last of them in the next year': {
    lines: [
      'FY,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec,Jan,Feb,Mar',
      `2010-11,${upTo(12)}`,
      `2011-12,${upTo(12, 13)}`,
    ],
    names: 'month,value',
    first: '2010-04,1',
    last: '2012-03,24',
    rows: 24,
    ofFile: 2,
  },
  'seasons of three months, each by the month in its middle': {
    lines: [
      'Year,DJF,JFM,FMA,MAM,AMJ,MJJ,JJA,JAS,ASO,SON,OND,NDJ',
      `1990,${upTo(12)}`,
      `1991,${upTo(12, 13)}`,
    ],
    names: 'month,value',
    first: '1990-01,1',
    last: '1991-12,24',
    rows: 24,
    ofFile: 2,
  },
  'quarters of years': {
    lines: ['Year,Q1,Q2,Q3,Q4', '2020,1,2,3,4', '2021,5,6,7,8'],
    names: 'quarter,value',
    first: '2020Q1,1',
    last: '2021Q4,8',
    rows: 8,
    ofFile: 2,
  },
  'weeks of years, the 53rd only where there is one': {
    lines: [
      `Year,${upTo(53).map((week) => `W${week}`)}`,
      `2019,${upTo(52)},`,
      `2020,${upTo(53, 101)}`,
    ],
    names: 'week,value',
    first: '2019-W01,1',
    last: '2020-W53,153',
    rows: 105,
    ofFile: 2,
  },
  'years of months': {
    lines: ['Month,2019,2020', ...months.split(',').map((name, i) => `${name},${i},${i + 100}`)],
    names: 'month,value',
    first: '2019-01,0',
    last: '2020-12,111',
    rows: 24,
    ofFile: 12,
  },
  'years of quarters': {
    lines: ['Quarter,2019,2020', 'Q1,1,5', 'Q2,2,6', 'Q3,3,7', 'Q4,4,8'],
    names: 'quarter,value',
    first: '2019Q1,1',
    last: '2020Q4,8',
    rows: 8,
    ofFile: 4,
  },
  'hours of days, from 1 on': {
    lines: [
      `Date,${upTo(24).map((hour) => `H${hour}`)}`,
      `2024-01-01,${upTo(24)}`,
      `2024-01-02,${upTo(24, 25)}`,
    ],
    names: 'time,value',
    first: '2024-01-01 00:00,1',
    last: '2024-01-02 23:00,48',
    rows: 48,
    ofFile: 2,
  },
  'hours with AM and PM': {
    lines: [
      `Date,${['AM', 'PM'].flatMap((half) => [12, ...upTo(11)].map((hour) => `${hour} ${half}`))}`,
      `2024-01-01,${upTo(24)}`,
      `2024-01-02,${upTo(24, 25)}`,
    ],
    names: 'time,value',
    first: '2024-01-01 00:00,1',
    last: '2024-01-02 23:00,48',
    rows: 48,
    ofFile: 2,
  },
  'half hours by their ends': {
    lines: [
      `Date,${upTo(48).map((half) => `${two(Math.floor(half / 2))}:${half % 2 ? '30' : '00'}`)}`,
      `2024-01-01,${upTo(48)}`,
      `2024-01-02,${upTo(48, 49)}`,
    ],
    names: 'time,value',
    first: '2024-01-01 00:00,1',
    last: '2024-01-02 23:30,96',
    rows: 96,
    ofFile: 2,
  },
  'days of months, only those that there are': {
    lines: [
      `Month,${upTo(31).map((day) => `D${two(day)}`)}`,
      `2023-01,${upTo(31)}`,
      `2023-02,${upTo(28)},,,`,
    ],
    names: 'time,value',
    first: '2023-01-01,1',
    last: '2023-02-28,28',
    rows: 59,
    ofFile: 2,
  },
  'days of weeks that begin on a Monday': {
    lines: [
      'Week of,Mon,Tue,Wed,Thu,Fri,Sat,Sun',
      `2024-01-01,${upTo(7)}`,
      `2024-01-08,${upTo(7, 8)}`,
    ],
    names: 'time,value',
    first: '2024-01-01,1',
    last: '2024-01-14,14',
    rows: 14,
    ofFile: 2,
  },
  'dates beside the name of a series': {
    lines: ['shop,2024-01-01,2024-01-02,2024-01-03', 'A,1,2,3', 'B,4,5,6'],
    names: 'shop,date,value',
    first: 'A,2024-01-01,1',
    last: 'B,2024-01-03,6',
    rows: 6,
    ofFile: 2,
  },
  'dates without the row of weekdays below them': {
    lines: ['shop,2024-01-01,2024-01-02,2024-01-03', ',Mon,Tue,Wed', 'A,1,2,3', 'B,4,5,6'],
    names: 'shop,date,value',
    first: 'A,2024-01-01,1',
    last: 'B,2024-01-03,6',
    rows: 6,
    ofFile: 2,
  },
  'years behind a label': {
    lines: [
      `region,${upTo(6, 2010).map((year) => `Births ${year}`)},${upTo(6, 2010).map((year) => `Deaths ${year}`)}`,
      `North,${upTo(6)},${upTo(6, 11)}`,
      `South,${upTo(6, 21)},${upTo(6, 31)}`,
    ],
    names: 'region,date,Births,Deaths',
    first: 'North,2010,1,11',
    last: 'South,2015,26,36',
    rows: 12,
    ofFile: 2,
  },
  'numbered steps of series': {
    lines: [`id,${upTo(20).map((step) => `d_${step}`)}`, `A,${upTo(20)}`, `B,${upTo(20, 21)}`],
    names: 'id,step,value',
    first: 'A,1,1',
    last: 'B,20,40',
    rows: 40,
    ofFile: 2,
  },
};

describe('columns are unfolded where they are', () => {
  it.each(Object.entries(cases))('%s', (_, { lines, ...expected }) => {
    expect(unfolded(lines)).toEqual(expected);
  });
});

describe('a table stays as it is with', () => {
  it.each<[rule: string, lines: string[]]>([
    ['one row a date', ['date,a,b', '2024-01-01,1,2', '2024-01-02,3,4']],
    ['a month that is lacking', ['Year,Jan,Feb,Apr', '2020,1,2,3', '2021,4,5,6']],
    [
      'months from April on in years that are no seasons',
      [
        'FY,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec,Jan,Feb,Mar',
        `2010,${upTo(12)}`,
        `2011,${upTo(12)}`,
      ],
    ],
    [
      'days of weeks that begin on another day than the dates',
      ['Week of,Mon,Tue,Wed,Thu,Fri,Sat,Sun', `2024-01-02,${upTo(7)}`, `2024-01-09,${upTo(7)}`],
    ],
    [
      'fewer numbered columns than make steps',
      [`id,${upTo(12).map((step) => `d_${step}`)}`, `A,${upTo(12)}`, `B,${upTo(12)}`],
    ],
  ])('%s', (_, lines) => {
    const table = tableOf(lines);
    expect(linesOf(unfoldTable(table))).toEqual(linesOf(table));
  });
});
