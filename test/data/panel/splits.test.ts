import { expect, test } from 'vitest';
import type { Panel, Series } from '../../../src/data/panel/panel.js';
import { truncate, truncatePanel } from '../../../src/data/panel/splits.js';

const series: Series = {
  id: 'a',
  target: 'y',
  times: Float64Array.of(0, 1, 2, 3, 4, 5),
  values: Float64Array.of(10, 11, 12, 13),
  past: [Float64Array.of(20, 21, 22, 23)],
  future: [Float64Array.of(30, 31, 32, 33, 34, 35)],
  statics: ['blue'],
};

test('a truncated series ends at the cutoff but keeps what is known in the future', () => {
  const cut = truncate(series, 2);
  expect(Array.from(cut.values)).toEqual([10, 11]);
  expect(Array.from(cut.past[0]!)).toEqual([20, 21]);
  expect(Array.from(cut.future[0]!)).toEqual([30, 31, 32, 33, 34, 35]);
  expect(cut.times.length).toBe(6);
  expect(cut.statics).toEqual(['blue']);
});

test('a truncated series shares the memory of the original', () => {
  const cut = truncate(series, 2);
  expect(cut.values.buffer).toBe(series.values.buffer);
  expect(cut.past[0]!.buffer).toBe(series.past[0]!.buffer);
});

test('each series of a panel is truncated at its own row', () => {
  const panel: Panel = {
    frequency: { unit: 'day', count: 1 },
    zone: null,
    timeFormat: { pattern: 'iso', offset: null },
    timeColumn: 'date',
    idColumn: null,
    targets: ['y'],
    pastNames: ['p'],
    futureNames: ['f'],
    staticNames: ['s'],
    series: [series, series],
  };
  const cut = truncatePanel(panel, [1, 3]);
  expect(cut.series.map((each) => each.values.length)).toEqual([1, 3]);
});
