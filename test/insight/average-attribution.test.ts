import { describe, expect, it } from 'vitest';
import type { Attribution } from '../../src/insight/attribution.js';
import { noSpread } from '../../src/insight/attribution.js';
import { averageAttribution } from '../../src/insight/average-attribution.js';

const at = (values: readonly number[], newest: number): Attribution => ({
  method: 'integrated gradients',
  cutoffs: 1,
  forecast: 10 + newest,
  baseline: 10,
  byLag: [{ feature: 'value', values: Float64Array.from(values), spread: noSpread }],
  others: newest === 0 ? [] : [{ feature: 'newest', value: newest, spread: null }],
});

describe('contributions at several cutoffs', () => {
  const average = averageAttribution([at([1, -2], 4), at([-3, 2], 0)]);

  it('are sizes, so that rises and falls do not cancel', () => {
    const [value] = average.byLag;
    expect([...value!.values]).toEqual([2, 2]);
    expect([...value!.spread]).toEqual([1, 0]);
  });

  it('count what a forecast does not have as nothing', () => {
    expect(average.others).toEqual([{ feature: 'newest', value: 2, spread: 2 }]);
    expect(average).toMatchObject({ cutoffs: 2, forecast: 12, baseline: 10 });
  });

  it('are laid side by side by lag where a history is shorter', () => {
    const [value] = averageAttribution([at([9, 1, 2], 0), at([3], 0)]).byLag;
    expect([...value!.values]).toEqual([9, 1, 2.5]);
  });
});
