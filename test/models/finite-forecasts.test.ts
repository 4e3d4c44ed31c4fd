import { describe, expect, it } from 'vitest';
import { finiteForecasts } from '../../src/models/finite-forecasts.js';
import { models } from '../../src/models/index.js';
import type { Model } from '../../src/models/model.js';
import { panelOf, seriesOf } from './panels.js';

const engine = { name: 'wasm', threads: 1 };
const context = { horizon: 2, season: 1, probabilities: [], validationSize: 0, seed: 1, engine };

/** Naive, but for one number. */
const astray = (value: number): Model => ({
  ...models.get('naive'),
  forecast: async (_, { series }) =>
    series.map(({ id }) => ({
      point: Float64Array.of(1, id === 'b' ? value : 2),
      quantiles: [],
    })),
});

describe('a forecast that is no finite number', () => {
  const panel = panelOf(seriesOf([1, 2, 3], 'a'), seriesOf([4, 5, 6], 'b'));

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'is refused with its series and step, never handed on: %s',
    async (value) => {
      const fitted = await models.get('naive').fit(panel, { ...context, options: {} });
      await expect(
        finiteForecasts(astray(value), fitted, panel, engine, 'mine'),
      ).rejects.toMatchObject({
        exitCode: 4,
        message: expect.stringContaining(
          'mine: the forecast of series "b" is no finite number at step 2',
        ),
      });
    },
  );

  const extremes = {
    'as large as may be read': (t: number) => 1e75 * Math.sin(t),
    'of ones and one as large as may be read': (t: number) => (t === 40 ? 1e75 : Math.sin(t)),
    'very small': (t: number) => 1e-200 * Math.sin(t),
    'all zero': () => 0,
  };
  const quick = models.entries.filter(({ family }) => family !== 'neural' && family !== 'hybrid');

  it.each(Object.entries(extremes))('does not come of values that are %s', async (_, value) => {
    const odd = panelOf(seriesOf(Array.from({ length: 80 }, (__, t) => value(t))));
    for (const model of quick) {
      const fitted = await model.fit(odd, { ...context, season: 4, options: {} });
      const [made] = await finiteForecasts(model, fitted, odd, engine);
      expect(made!.point, model.name).toHaveLength(2);
    }
  });
});
