import { expect, test } from 'vitest';
import type { Panel } from '../../../src/data/panel/panel.js';
import { partsOf } from '../../../src/training/windows/fit-data.js';

const panel = { series: [{ values: new Float64Array(100) }] } as unknown as Panel;

test('training ends where validation begins', () => {
  expect(partsOf(panel, 5, 20)).toEqual({
    train: [{ start: 0, end: 80 }],
    validation: [{ start: 80, end: 100 }],
  });
});

test('a gap belongs to neither part', () => {
  expect(partsOf(panel, 5, 20, 7).train).toEqual([{ start: 0, end: 73 }]);
  expect(partsOf(panel, 5, 20, 7).validation).toEqual([{ start: 80, end: 100 }]);
  expect(partsOf(panel, 5, 20, 500).train).toEqual([{ start: 0, end: 0 }]);
});
