import { describe, expect, it } from 'vitest';
import { models } from '../../src/models/index.js';
import { backtestPanel } from '../../src/workflows/backtest.js';
import { resolveModelling } from '../../src/workflows/modelling.js';
import { panelOf, seriesOf, wavy } from '../models/panels.js';

const engine = { name: 'wasm', threads: 1 };
/** Rows of the test part. */
const TEST = 40;

/** Every model: networks of few units trained for two epochs decide as large ones do. */
const all = models.entries.map(({ name }) => name);
const options = { hidden: 4, epochs: 2 };

/** A season of 8 before the test part, and of 11 in it. */
function panel(after: 'goes on' | 'changes') {
  const values = wavy(200, 8, 4);
  const other = wavy(200, 11, 9);
  const shown = values.map((value, row) =>
    after === 'changes' && row >= 200 - TEST ? 900 + 40 * other[row]! : value,
  );
  return panelOf(seriesOf(shown));
}

describe('what a backtest decides', () => {
  it('does not change when only rows after the first cutoff do: season, horizon, options, first forecasts', async () => {
    const decided = async (after: 'goes on' | 'changes') => {
      const { modelling, plan, backtest } = await backtestPanel(
        panel(after),
        { modelling: { models: all, engine, options }, plan: { testSize: TEST }, clock: () => 0 },
        {},
      );
      const first = backtest.results.map(({ model, point, quantiles, training }) => ({
        model,
        options: training?.options,
        point: point.subarray(0, plan.horizon),
        bounds: quantiles.map((quantile) => quantile.subarray(0, plan.horizon)),
      }));
      const { season, horizon } = modelling;
      return { season, horizon, cutoffs: plan.cutoffs, first };
    };
    const before = await decided('goes on');
    expect(before.season).toBe(8);
    expect(await decided('changes')).toStrictEqual(before);
  });

  it.each([
    ['a horizon', { horizon: 30 }, {}],
    ['nothing', {}, {}],
    ['windows and a stride', {}, { windows: 5, stride: 4 }],
    ['more windows than a fifth of the rows carries', {}, { windows: 4 }],
  ])('is decided before the first cutoff when %s is asked for', (_, modelling, plan) => {
    const decided = (after: 'goes on' | 'changes') =>
      resolveModelling(panel(after), { models: ['naive'], engine, ...modelling }, plan).season;
    expect(decided('changes')).toBe(decided('goes on'));
  });

  it('looks at all rows where nothing is tested', () => {
    const seasonal = panelOf(seriesOf(wavy(60, 8, 4)));
    expect(resolveModelling(seasonal, { models: ['naive'], engine }).season).toBe(8);
  });
});
