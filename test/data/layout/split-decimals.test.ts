import { describe, expect, it } from 'vitest';
import { splitDecimals } from '../../../src/data/layout/split-decimals.js';
import { tableOf } from '../tiny-table.js';

const table = (header: string, ends: readonly string[]) =>
  tableOf([header, ...ends.map((end, day) => `2024-01-0${day + 1},${end}`)]);

it('commas between cells and within numbers are refused', () => {
  const refusal = splitDecimals(table('date,price', ['100,07', '101,12', '99,50', '102,31']));
  expect(refusal?.message).toContain('"100,07" at the end of a row may be 100.07 or two numbers');
  expect(refusal?.hint).toContain('write the file with semicolons');
});

describe('two numbers at the end of a row are two', () => {
  it.each<[rule: string, header: string, ends: string[]]>([
    ['where both have a name', 'date,a,b', ['100,07', '101,12', '99,50', '102,31']],
    ['where the last is not always as long', 'date,a', ['100,7', '101,12', '99,50', '102,31']],
    ['where the last never changes', 'date,a', ['100,07', '101,07', '99,07', '102,07']],
    ['where the first counts the rows', 'date,a', ['1,07', '2,12', '3,50', '4,31']],
  ])('%s', (_, header, ends) => {
    expect(splitDecimals(table(header, ends))).toBeNull();
  });
});
