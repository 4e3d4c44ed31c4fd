import { describe, expect, test } from 'vitest';
import type { Panel } from '../../../src/data/panel/panel.js';
import { loadProducts } from '../../../src/engines/index.js';
import { createRandom } from '../../../src/random.js';
import { chooseLine, type Line } from '../../../src/training/line/line.js';
import { partsOf, prepareFit } from '../../../src/training/windows/fit-data.js';
import { panelOf, seriesOf, wavy } from '../../models/panels.js';

const HORIZON = 7;

async function skipOf(
  panel: Panel,
  season: number,
  lookback: number,
  { horizon = HORIZON, share = 1 } = {},
): Promise<{ skip: Line; origin: number }> {
  const parts = partsOf(panel, horizon, 0);
  const data = prepareFit(panel, parts, {
    ...{
      lookback,
      horizon,
      season,
      normalizer: 'revin',
      scope: 'window',
      unit: 'naive-error',
      calendar: true,
    },
  });
  const products = await loadProducts();
  const [skip] = chooseLine(data.reader, data.features, data, [lookback], products, [share]);
  return { skip: skip!, origin: data.reader.sizes.origin };
}

const gaussianish = (random: { uniform(): number }) =>
  random.uniform() + random.uniform() + random.uniform() - 1.5;

describe('the skip', () => {
  test('of a random walk is nearly the last value', async () => {
    const random = createRandom(11);
    let level = 100;
    const walk = Float64Array.from({ length: 1200 }, () => (level += gaussianish(random)));
    const { skip } = await skipOf(panelOf(seriesOf(walk)), 1, 14);
    for (const weight of skip.kernel) expect(Math.abs(weight)).toBeLessThan(0.3);
  });

  test('of a strictly seasonal series continues the season', async () => {
    const { skip, origin } = await skipOf(panelOf(seriesOf(wavy(700, 7, 3))), 7, 14);
    expect(skip.lookback).toBe(14);
    expect(skip.kernel).toHaveLength((14 + origin) * HORIZON);
    // The first step ahead is carried by the value of one season before it, 7 rows back.
    const first = Array.from({ length: 14 }, (_, row) => skip.kernel[row * HORIZON]!);
    expect(first.indexOf(Math.max(...first)) % 7).toBe(0);
  });

  test('of a series with scattered gaps is still a regression', async () => {
    const random = createRandom(3);
    const gappy = wavy(700, 7, 3).map((value) => (random.uniform() < 0.3 ? Number.NaN : value));
    const { skip } = await skipOf(panelOf(seriesOf(gappy)), 7, 14, { horizon: 28 });
    expect(skip.description).toContain('ridge regression');
  });

  test('counts as much as its share says, and is chosen as a whole', async () => {
    const panel = panelOf(seriesOf(wavy(700, 7, 3)));
    const { skip: whole } = await skipOf(panel, 7, 14);
    const { skip: half } = await skipOf(panel, 7, 14, { share: 0.5 });
    half.kernel.forEach((weight, i) => {
      expect(weight).toBeCloseTo(whole.kernel[i]! / 2, 6);
    });
    expect(half.error).toBe(whole.error);
    const spread = ({ errors }: Line) => errors[0]!.at(-1)! - errors[0]![0]!;
    expect(spread(half)).toBeGreaterThan(spread(whole));
    expect(half.description).toMatch(/^0\.5 of /);
  });

  test('of a mean-reverting series pulls back towards the mean', async () => {
    const random = createRandom(5);
    let x = 0;
    const values = Float64Array.from({ length: 1500 }, () => {
      x = 0.5 * x + gaussianish(random);
      return 20 + x;
    });
    const { skip } = await skipOf(panelOf(seriesOf(values)), 1, 14);
    const farthest = HORIZON - 1;
    const older = Array.from({ length: 13 }, (_, row) => skip.kernel[row * HORIZON + farthest]!);
    const level = skip.kernel[14 * HORIZON + farthest]!;
    const pull = older.reduce((total, weight) => total + weight, 0) - level;
    expect(pull).toBeGreaterThan(0.5);
    expect(pull).toBeLessThan(1.3);
  });

  test('is deaf to the unit and the level of the data', async () => {
    const values = wavy(500, 7, 8);
    const moved = values.map((value) => 4096 * value + 65536);
    const { skip } = await skipOf(panelOf(seriesOf(values)), 7, 14);
    const { skip: other } = await skipOf(panelOf(seriesOf(moved)), 7, 14);
    other.kernel.forEach((weight, i) => {
      expect(weight).toBeCloseTo(skip.kernel[i]!, 4);
    });
  });

  test('of a series too short for a regression is still one', async () => {
    const { skip } = await skipOf(panelOf(seriesOf([3, 4, 5, 4])), 1, 2);
    expect(skip.kernel.every(Number.isFinite)).toBe(true);
  });
});
