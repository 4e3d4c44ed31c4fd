import { expect, it } from 'vitest';
import { inspectText } from '../csv-text.js';

const day = (number: number) => `${String(number).padStart(2, '0')}/01/2024`;
const beside = (shift: number) =>
  Array.from({ length: 20 }, (_, i) => `${day(i + 1)},${i},${day(i + 1 + shift)},${i * 2}`);
const findings = async (shift: number) =>
  (await inspectText(`Date,A,Date,B\n${beside(shift).join('\n')}\n`)).findings;

it('a table beside another with other times is told with the first row that differs', async () => {
  expect(await findings(1)).toContainEqual(
    expect.objectContaining({
      row: 2,
      column: 'Date (2)',
      text: expect.stringContaining('tells other times than "Date"'),
    }),
  );
});

it('one with the same times is not', async () => {
  expect(await findings(0)).toEqual([]);
});
