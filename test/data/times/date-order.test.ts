import { describe, expect, it } from 'vitest';
import { readDates } from '../../../src/data/times/date-column.js';
import { decideOrder, regularity } from '../../../src/data/times/date-order.js';
import { columnOf } from '../tiny-table.js';

/** Pattern and first time of dates without a clock, and whether nothing decided. */
function decided(texts: readonly string[]) {
  const column = columnOf(texts);
  const { format, wall, tie } = decideOrder(column, readDates(column)!, (found) => found);
  return { pattern: format.pattern, first: new Date(wall[0]!).toISOString().slice(0, 10), tie };
}

const days = (count: number, write: (day: string) => string) =>
  Array.from({ length: count }, (_, i) => write(String(i + 1).padStart(2, '0')));

const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));

describe('day and month of a date are told by', () => {
  it.each<[rule: string, texts: string[], pattern: string, first: string]>([
    ['a day above 12', days(13, (day) => `${day}/01/2024`), 'dd/MM/yyyy', '2024-01-01'],
    [
      'a day above 12 behind the month',
      days(13, (day) => `01/${day}/2024`),
      'MM/dd/yyyy',
      '2024-01-01',
    ],
    [
      'steps that are regular under one reading: hours of two days',
      ['01', '02'].flatMap((day) => hours.map((hour) => `${day}/02/2024 ${hour}:00`)),
      'dd/MM/yyyy HH:mm',
      '2024-02-01',
    ],
    [
      'steps that are regular under one reading: quarters',
      ['2023', '2024'].flatMap((year) => ['01', '04', '07', '10'].map((q) => `${q}/01/${year}`)),
      'MM/dd/yyyy',
      '2023-01-01',
    ],
    ['points between them', ['01.02.2024', '02.03.2024', '05.04.2024'], 'dd.MM.yyyy', '2024-02-01'],
  ])('%s', (_, texts, pattern, first) => {
    expect(decided(texts)).toEqual({ pattern, first, tie: null });
  });
});

it('nothing: then both readings are shown with a cell that differs', () => {
  const { tie } = decided(['01/02/2024', '02/03/2024', '03/04/2024']);
  expect(tie).toMatchObject({ example: '01/02/2024' });
  expect([tie?.pattern, tie?.other].sort()).toEqual(['MM/dd/yyyy', 'dd/MM/yyyy']);
});

it('an axis is regular by its rows there of those expected, times their order', () => {
  const day = 86_400_000;
  const of = (...places: number[]) => regularity(Float64Array.from(places, (place) => place * day));
  expect(of(0, 1, 2, 3, 4)).toBe(1);
  expect(of(4, 3, 2, 1, 0)).toBe(1);
  expect(of(0, 2, 1, 3, 4)).toBeCloseTo(0.75, 12);
  expect(of(0, 1, 2, 4, 5, 6, 7)).toBeCloseTo(7 / 8, 12);
});
