import { expect, test } from 'vitest';
import { decideSize } from '../../../src/models/neural/size.js';
import { networks } from '../../../src/networks/index.js';

const gru = networks.get('gru');
const open = { hidden: null, 'batch-size': null, epochs: null, patience: null };
const sizeFor = (windows: number, options = {}) =>
  decideSize(gru, { ...open, ...options }, windows, 32);

test('few windows get a narrow network and a word about it, very many a wide one', () => {
  expect(sizeFor(60)).toMatchObject({ hidden: 8, batchSize: 16 });
  expect(sizeFor(60).note).toMatch(/few training windows \(60\): 8 hidden units instead of 32/);
  expect(sizeFor(400).hidden).toBe(16);
  expect(sizeFor(5000)).toMatchObject({ hidden: 32, batchSize: 32, note: null });
  expect(sizeFor(200_000)).toMatchObject({ hidden: 64, batchSize: 256, note: null });
});

test('the more windows, the fewer passes over them, within bounds', () => {
  const epochs = [100, 10_000, 40_000, 1_000_000].map((windows) => sizeFor(windows).epochs);
  expect(epochs).toEqual([...epochs].sort((a, b) => b - a));
  expect(epochs[0]).toBe(60);
  expect(epochs.at(-1)).toBe(4);
});

test('no training by default has fewer than 900 steps, unless eight epochs are fewer', () => {
  for (const windows of [5000, 20_000, 60_000, 300_000]) {
    const { epochs, batchSize } = sizeFor(windows, { hidden: 4096 });
    const steps = epochs * Math.ceil(windows / batchSize);
    expect(steps).toBeGreaterThanOrEqual(900);
  }
  expect(sizeFor(500, { hidden: 4096 }).epochs).toBe(8);
});

test('what is given is kept', () => {
  const given = { hidden: 5, 'batch-size': 7, epochs: 3, patience: 2 };
  expect(sizeFor(60, given)).toEqual({
    hidden: 5,
    batchSize: 7,
    epochs: 3,
    patience: 2,
    note: null,
  });
});
