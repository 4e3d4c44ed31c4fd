import { describe, expect, it } from 'vitest';
import {
  bestNumeric,
  isOrdered,
  isPlausible,
  numericAxes,
} from '../../../src/data/axis/numeric-axis.js';
import { columnOf, tableOf } from '../tiny-table.js';

const upTo = (count: number, write: (i: number) => string | number) =>
  Array.from({ length: count }, (_, i) => String(write(i)));

/** Kind and first time, as an ISO date unless it is a count. */
function read(name: string, texts: readonly string[], named: boolean) {
  const found = bestNumeric(name, columnOf(texts), named);
  const first = found?.wall[0] ?? Number.NaN;
  return (
    found && [
      found.kind,
      found.kind === 'step' ? first : new Date(first).toISOString().slice(0, 10),
    ]
  );
}

describe('digits are', () => {
  it.each<[rule: string, name: string, texts: string[], found: [string, string | number]]>([
    ['days of eight digits', 'date', upTo(9, (i) => 20240101 + i), ['ymd', '2024-01-01']],
    ['months of six digits', 'month', upTo(9, (i) => 202001 + i), ['ym', '2020-01-01']],
    ['years', 'year', upTo(9, (i) => 1990 + i), ['y', '1990-01-01']],
    [
      'seconds since 1970',
      'time',
      upTo(9, (i) => 1704067200 + 3600 * i),
      ['epoch-s', '2024-01-01'],
    ],
    [
      'milliseconds since 1970',
      'ts',
      upTo(9, (i) => 1704067200000 + 60000 * i),
      ['epoch-ms', '2024-01-01'],
    ],
    ["Excel's days", 'date', upTo(9, (i) => 45292 + i), ['excel', '2024-01-01']],
    ['a count where nothing else fits', 'index', upTo(9, (i) => i + 1), ['step', 1]],
  ])('%s in a column that is called a time', (_, name, texts, found) => {
    expect(read(name, texts, true)).toEqual(found);
  });
});

describe('digits in a column of any name are', () => {
  it.each<[rule: string, texts: string[], found: [string, string | number] | null]>([
    ['days of eight digits all the same', upTo(9, (i) => 20240101 + i), ['ymd', '2024-01-01']],
    ['years that follow each other for long', upTo(20, (i) => 1990 + i), ['y', '1990-01-01']],
    ['a count that goes on by a constant step', upTo(9, (i) => 5 * i), ['step', 0]],
    ['quantities, where they rise and fall', ['5', '9', '2', '7', '1', '8', '3'], null],
    ['quantities, where they count down', upTo(9, (i) => 9 - i), null],
  ])('%s', (_, texts, found) => {
    expect(read('v', texts, false)).toEqual(found);
  });
});

it('of several such columns times come before counts, and those called times before others', () => {
  const lines = upTo(20, (i) => `${i + 1},${i * 7},${1990 + i},${20240101 + i}`);
  const table = tableOf(['index,v,year,day', ...lines]);
  const kinds = numericAxes(table).map(({ column, reading }) => `${column} ${reading.kind}`);
  expect(kinds.at(-1)).toBe('0 step');
  expect(kinds).toContain('2 y');
  expect(kinds).toContain('3 ymd');
  expect(kinds).not.toContain('1 step');
});

it('times are in order when four of five steps go one way', () => {
  expect(isOrdered(Float64Array.of(1, 2, 3, 4, 5, 1))).toBe(true);
  expect(isOrdered(Float64Array.of(1, 2, 1, 2, 1))).toBe(false);
  expect(isOrdered(Float64Array.of(7, 7, 7))).toBe(true);
});

it('times of data lie from 1700 to 2200', () => {
  const at = (...years: number[]) =>
    isPlausible(Float64Array.from(years, (y) => Date.UTC(y, 0, 1)));
  expect([at(1700, 2199), at(1699), at(2200), isPlausible(Float64Array.of(Number.NaN))]).toEqual([
    true,
    false,
    false,
    true,
  ]);
});
