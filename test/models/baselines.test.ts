import { describe, expect, it } from 'vitest';
import { models } from '../../src/models/index.js';
import { panelOf, seriesOf } from './panels.js';

const engine = { name: 'wasm', threads: 1 };
const nan = Number.NaN;

async function forecast(
  name: string,
  values: readonly number[],
  settings: { horizon: number; season?: number; options?: Record<string, number> },
): Promise<{ point: number[]; notes: readonly string[] }> {
  const model = models.get(name);
  const panel = panelOf(seriesOf(values));
  const fitted = await model.fit(panel, {
    horizon: settings.horizon,
    season: settings.season ?? 1,
    probabilities: [],
    validationSize: 0,
    seed: 1,
    options: settings.options ?? {},
    engine,
  });
  const [made] = await model.forecast(fitted, panel, engine);
  return { point: [...made!.point], notes: fitted.training?.notes ?? [] };
}

describe('naive', () => {
  it('repeats the last known value', async () => {
    expect((await forecast('naive', [1, 2, 3, nan], { horizon: 2 })).point).toStrictEqual([3, 3]);
  });
});

describe('seasonal-naive', () => {
  it('repeats the last season, as often as the horizon needs', async () => {
    const { point } = await forecast('seasonal-naive', [9, 9, 9, 1, 2, 3], {
      horizon: 5,
      season: 3,
    });
    expect(point).toStrictEqual([1, 2, 3, 1, 2]);
  });

  it('takes the season before where the last one has a gap, and the last value where none is known', async () => {
    const values = [nan, 5, 6, nan, nan, 8];
    const { point } = await forecast('seasonal-naive', values, { horizon: 3, season: 3 });
    expect(point).toStrictEqual([8, 5, 8]);
  });

  it('falls back on the last value, and says so, when there is less than a season', async () => {
    const { point, notes } = await forecast('seasonal-naive', [4, 7], { horizon: 3, season: 12 });
    expect(point).toStrictEqual([7, 4, 7].map(() => 7));
    expect(notes.join()).toContain('less than one season of 12');
  });
});

describe('drift', () => {
  it('continues the line from the first to the last value', async () => {
    expect((await forecast('drift', [1, 9, 2, 7], { horizon: 2 })).point).toStrictEqual([9, 11]);
  });

  it('counts rows that are missing at the end as steps', async () => {
    expect((await forecast('drift', [0, 1, 2, nan, nan], { horizon: 1 })).point).toStrictEqual([5]);
  });
});

describe('mean', () => {
  it('averages the window that was asked for, gaps left out', async () => {
    const { point } = await forecast('mean', [100, 1, nan, 3], {
      horizon: 2,
      options: { window: 3 },
    });
    expect(point).toStrictEqual([2, 2]);
  });

  it('averages one season by default', async () => {
    const { point } = await forecast('mean', [100, 100, 1, 2, 3], { horizon: 1, season: 3 });
    expect(point).toStrictEqual([2]);
  });
});
