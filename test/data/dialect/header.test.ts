import { describe, expect, it } from 'vitest';
import { joinNames, uniqueNames } from '../../../src/data/dialect/header.js';

describe('several header rows give', () => {
  it.each<[rule: string, rows: string[][], names: string[]]>([
    [
      'the names of the row that tells all columns apart and speaks of time',
      [
        ['', 'A', 'A'],
        ['date', 'x', 'y'],
      ],
      ['date', 'x', 'y'],
    ],
    [
      'both levels joined where neither tells all columns apart',
      [
        ['', 'Close', 'Close', 'Volume', 'Volume'],
        ['', 'AAPL', 'MSFT', 'AAPL', 'MSFT'],
      ],
      ['', 'Close AAPL', 'Close MSFT', 'Volume AAPL', 'Volume MSFT'],
    ],
    [
      'one level where the other says the same of every column',
      [
        ['', 'Close', 'High', 'Close'],
        ['', 'AAPL', 'AAPL', 'AAPL'],
      ],
      ['', 'Close', 'High', 'Close'],
    ],
    [
      'the time its name from a row that fills its first cell only',
      [
        ['Price', 'Close', 'High'],
        ['Date', '', ''],
      ],
      ['Date', 'Close', 'High'],
    ],
    [
      'nothing of titles above them',
      [
        ['All shops', '', ''],
        ['date', 'a', 'b'],
      ],
      ['date', 'a', 'b'],
    ],
    [
      'nothing of dates of release',
      [
        ['', 'a', 'b'],
        ['', '2024-01-05', '2024-01-06'],
      ],
      ['', 'a', 'b'],
    ],
  ])('%s', (_, rows, names) => {
    expect(joinNames(rows, rows[0]!.length)).toEqual(names);
  });
});

it('names are made unique, and columns without one are numbered', () => {
  expect(uniqueNames(['a', '', 'a', ' b  c ', 'a'])).toEqual([
    'a',
    'column2',
    'a (2)',
    'b c',
    'a (3)',
  ]);
});
