import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellColumn } from '../../../src/data/cells/cell-builder.js';
import { readNumbers } from '../../../src/data/cells/number-column.js';
import type { DecimalMark } from '../../../src/data/cells/numbers.js';

const number = (text: string, mark: DecimalMark) => readNumbers(cellColumn([text]), mark).values[0];

describe('a cell is read as a number', () => {
  it.each([
    ['1,234.5', '.', 1234.5],
    ['1.234,5', ',', 1234.5],
    ['1 234,5', ',', 1234.5],
    ['1\u202f234,5', ',', 1234.5],
    ["1'234.5", '.', 1234.5],
    ['12,34,567.89', '.', 1234567.89],
    ['$1,234.50', '.', 1234.5],
    ['€ 12', '.', 12],
    ['12 EUR', '.', 12],
    ['(12.5)', '.', -12.5],
    ['($1,234.50)', '.', -1234.5],
    ['\u221212.5', '.', -12.5],
    ['12.5-', '.', -12.5],
    ['+3', '.', 3],
    ['45%', '.', 45],
    ['1.2E-5', '.', 1.2e-5],
    ['1,2e3', ',', 1200],
    ['12.5M', '.', 12.5e6],
    ['1.23B', '.', 1.23e9],
    ['3K', '.', 3000],
    ['12.3万', '.', 123000],
    ['1.23亿', '.', 123000000],
    ['5.5 °C', '.', 5.5],
    ['80km/h', '.', 80],
    ['.5', '.', 0.5],
    ['007', '.', 7],
    ['"12', '.', 12],
  ] as const)('%s with %s is %d', (text, mark, value) => {
    expect(number(text, mark)).toBe(value);
  });

  it.each([
    '1,23,4',
    '12.34.56',
    'H1',
    'XY0001',
    '1-2',
    '12:30',
    'e5',
    '--1',
    'USW00024233',
    '1.234,5',
  ])('%s is no number with a decimal point', (text) => {
    expect(number(text, '.')).toBeNaN();
  });

  it('is the double that its text stands for', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
        (value) => {
          const text = String(value);
          expect(number(text, '.')).toBe(Number(text) + 0);
        },
      ),
    );
  });

  it('infinite cells are missing and counted', () => {
    const column = readNumbers(cellColumn(['1', 'inf', '-Infinity', '1e999']), '.');
    expect(column.infinite).toBe(3);
    expect(column.missing).toBe(3);
  });
});
