import { describe, expect, it } from 'vitest';
import { demandRemark } from '../../../src/evaluation/verdicts/demand-remark.js';
import { models } from '../../../src/models/index.js';
import { classifyDemand } from '../../../src/models/intermittent/demand.js';
import { panelOf, seriesOf } from '../panels.js';

const engine = { name: 'wasm', threads: 1 };

async function rateOf(name: string, values: readonly number[], alpha = 0.2): Promise<number> {
  const panel = panelOf(seriesOf(values));
  const model = models.get(name);
  const fitted = await model.fit(panel, {
    horizon: 2,
    season: 1,
    probabilities: [],
    validationSize: 0,
    seed: 1,
    engine,
    options: { alpha },
  });
  const [forecast] = await model.forecast(fitted, panel, engine);
  expect(forecast!.point[1]).toBe(forecast!.point[0]);
  return forecast!.point[0]!;
}

describe('demand that comes now and then', () => {
  // Sizes 4, 2, 6 at rows 2, 3, 7: intervals 2, 1, 4.
  const values = [0, 4, 2, 0, 0, 0, 6, 0];

  it('croston smooths sizes and intervals and forecasts their ratio', async () => {
    // Sizes 4 → 3.6 → 4.08, intervals 2 → 1.8 → 2.24, by hand.
    expect(await rateOf('croston', values)).toBeCloseTo(4.08 / 2.24, 12);
  });

  it('sba takes half of alpha off', async () => {
    expect(await rateOf('sba', values)).toBeCloseTo((0.9 * 4.08) / 2.24, 12);
  });

  it('tsb lets the probability fall in every row without demand', async () => {
    let probability = 3 / 8;
    for (const value of values) probability += 0.2 * ((value > 0 ? 1 : 0) - probability);
    let size = 4;
    for (const value of [4, 2, 6]) size += 0.2 * (value - size);
    expect(await rateOf('tsb', values)).toBeCloseTo(probability * size, 12);
    const dead = await rateOf('tsb', [...values, ...new Array<number>(30).fill(0)]);
    expect(dead).toBeLessThan(0.01);
    expect(await rateOf('croston', [...values, ...new Array<number>(30).fill(0)])).toBeGreaterThan(
      1,
    );
  });

  it('forecasts nothing where nothing was ever asked for', async () => {
    for (const name of ['croston', 'sba', 'tsb']) expect(await rateOf(name, [0, 0, 0])).toBe(0);
  });

  it.each([
    ['smooth', [5, 6, 5, 6, 5, 0, 6, 5, 6, 5]],
    ['erratic', [1, 20, 1, 1, 0, 30, 1, 1, 2, 1]],
    ['intermittent', [5, 0, 6, 0, 0, 5, 0, 6, 0, 5]],
    ['lumpy', [1, 0, 40, 0, 0, 1, 0, 2, 0, 1]],
  ])('tells %s demand by interval and variation', (pattern, demand) => {
    expect(classifyDemand(Float64Array.from(demand))?.pattern).toBe(pattern);
  });

  it('warns that a median of zero is no stock plan, and is silent on a series without zeros', () => {
    const sold = seriesOf([0, 0, 3, 0, 0, 0, 2, 0, 4, 0, 0, 1]);
    expect(demandRemark({ series: [sold] })).toContain('a median of zero is no stock plan');
    expect(demandRemark({ series: [seriesOf([4, 5, 6, 5, 4])] })).toBeNull();
    expect(demandRemark({ series: [seriesOf([0, -1, 0, 2, 0, 1, 0, 3])] })).toBeNull();
  });
});
