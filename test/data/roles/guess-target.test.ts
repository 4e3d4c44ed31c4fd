import { describe, expect, it } from 'vitest';
import { confidenceOf } from '../../../src/data/ballot/ballot.js';
import type { ColumnType } from '../../../src/data/reading.js';
import { guessTarget } from '../../../src/data/roles/guess-target.js';
import { columnOf } from '../tiny-table.js';

const day = 86_400_000;
const ROWS = 12;

/** Numbers of no pattern, a little above `from`. */
const wild = (from: number, seed: number) => (row: number) =>
  String(from + ((row * 7 + seed * 3) % 11));

/** The target among columns beside a date, and on what evidence. */
function target(
  columns: Readonly<Record<string, (row: number) => string>>,
  type: ColumnType = 'number',
) {
  const names = Object.keys(columns);
  const rows = Array.from({ length: ROWS }, (_, row) => row);
  const { column, evidence, sure } = guessTarget(
    {
      file: 'tiny.csv',
      names: ['date', ...names],
      columns: [
        columnOf(rows.map((row) => `2024-01-${String(row + 1).padStart(2, '0')}`)),
        ...Object.values(columns).map((cell) => columnOf(rows.map(cell))),
      ],
      types: ['time', ...names.map(() => type)],
      marks: ['.', ...names.map(() => '.' as const)],
      timeColumns: [0],
      times: Float64Array.from(rows, (row) => row * day),
    },
    new Set([0]),
    [],
  );
  return { name: names[column - 1], evidence, confidence: confidenceOf(sure.margin) };
}

describe('the target is', () => {
  it.each([
    ['the adjusted close before the close', ['Open', 'Close', 'Adj Close'], 'Adj Close'],
    ['the close beside an open', ['Open', 'High', 'Low', 'Close', 'Volume'], 'Close'],
    ['the close by its letter', ['o', 'h', 'l', 'c', 'v'], 'c'],
    ['what is called value', ['wind', 'value'], 'value'],
    ['what is called as people forecast it', ['wind', 'sales'], 'sales'],
    ['the temperature, among columns of weather', ['rain', 'humidity', 'temp'], 'temp'],
    ['no dew point', ['rain', 'dew temp', 'temp'], 'temp'],
    ['what happened, not what was expected', ['load forecast', 'load'], 'load'],
    ['no latitude, station number or code', ['lat', 'station_id', 'area_code', 'ozone'], 'ozone'],
    ['no place where x and y tell one', ['X', 'Y', 'depth'], 'depth'],
    ['y, where there is no x beside it', ['a', 'y'], 'y'],
  ])('%s', (_, names, expected) => {
    const columns = Object.fromEntries(names.map((name, k) => [name, wild(100 * k + 20, k)]));
    expect(target(columns).name).toBe(expected);
  });

  it('no constant, no row number and no mostly empty column', () => {
    const columns = {
      plant: () => '7',
      row: (row: number) => String(row + 1),
      remark: (row: number) => (row < 3 ? '4' : ''),
      ozone: wild(20, 1),
    };
    expect(target(columns)).toMatchObject({ name: 'ozone' });
  });

  it('certain where it is the only number, weak where it is but the first of several', () => {
    expect(target({ ozone: wild(20, 1) }).confidence).toBe('certain');
    expect(target({ ozone: wild(20, 1), nitrogen: wild(50, 2) })).toMatchObject({
      name: 'ozone',
      confidence: 'weak',
    });
  });

  it('refused where nothing is a number, and where numbers only describe the row', () => {
    expect(() => target({ remark: () => 'dry' }, 'text')).toThrow(/"remark" holds text/);
    expect(() => target({ lat: wild(20, 1), lon: wild(50, 2) })).toThrow(
      /such as describe its rows/,
    );
  });
});
