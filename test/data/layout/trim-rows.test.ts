import { describe, expect, it } from 'vitest';
import { rowsWithoutFooter, withoutTextBelowDigits } from '../../../src/data/layout/trim-rows.js';
import { readDates } from '../../../src/data/times/date-column.js';
import { linesOf, tableOf } from '../tiny-table.js';

const rows = ['date,v', '2024-01-01,1', '2024-01-02,2', '2024-01-03,3'];

describe('rows at the end of a table', () => {
  it.each<[rule: string, end: string[], count: number]>([
    ['with a word where others have a time are no data', ['Total,6'], 3],
    ['without anything where others have a time are no data', [',6', ',7'], 3],
    ['with a number where others have a time stay, to be told of', ['99,6'], 4],
    ['stay where a time stands below them', ['Total,6', '2024-01-04,4'], 5],
  ])('%s', (_, end, count) => {
    const table = tableOf([...rows, ...end]);
    const reading = readDates(table.columns[0]!)!;
    expect(rowsWithoutFooter(table, { columns: [0], reading })).toBe(count);
  });

  it('with text in a column of digits that is called a time are left out, and said', () => {
    const found = withoutTextBelowDigits(tableOf(['year,v', '2020,1', '2021,2', 'Source: us,']));
    expect(linesOf(found)).toEqual(['year,v', '2020,1', '2021,2']);
    expect(found.findings.map(({ text, row }) => [text, row])).toEqual([
      ['a row at the end has no time (a total, a note) and is left out', 4],
    ]);
  });

  it('with text in a column of digits by another name stay', () => {
    const table = tableOf(['shop,v', '2020,1', '2021,2', 'none,3']);
    expect(withoutTextBelowDigits(table)).toBe(table);
  });
});
