import { expect, it } from 'vitest';
import { fillNames, unfoldOutline } from '../../../src/data/layout/pivot-table.js';
import { linesOf, tableOf } from '../tiny-table.js';

const outline = ['Row Labels,Sales', '2015,30', 'Jan,10', 'Feb,20', '2016,70', 'Jan,30', 'Feb,40'];

it('months below their years are months of these years, and the rows of the years are left out', () => {
  const table = unfoldOutline(tableOf([...outline, 'Grand Total,100']));
  expect(table && linesOf(table)).toEqual([
    'Row Labels,Sales',
    '2015-01,10',
    '2015-02,20',
    '2016-01,30',
    '2016-02,40',
  ]);
  expect(table?.rowsOfFile).toBe(4);
});

it('months that do not ascend within a year are no outline', () => {
  expect(unfoldOutline(tableOf(outline.with(2, 'Mar,10')))).toBeNull();
});

it('a name in the first row of its group counts for those below; totals are left out', () => {
  const lines = [
    'Region,Date,Sales',
    'North,2024-01,1',
    ',2024-02,2',
    ',2024-03,3',
    'North Total,,6',
  ];
  const table = fillNames(tableOf([...lines, 'South,2024-01,4', ',2024-02,5', ',2024-03,6']));
  expect(linesOf(table)).toEqual([
    'Region,Date,Sales',
    'North,2024-01,1',
    'North,2024-02,2',
    'North,2024-03,3',
    'South,2024-01,4',
    'South,2024-02,5',
    'South,2024-03,6',
  ]);
});

it('empty cells here and there in a column of names are missing names', () => {
  const table = tableOf([
    'Region,Date,Sales',
    'North,2024-01,1',
    ',2024-02,2',
    'South,2024-01,3',
    'South,2024-02,4',
  ]);
  expect(fillNames(table)).toBe(table);
});
