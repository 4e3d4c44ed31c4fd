import { describe, expect, it } from 'vitest';
import { planBacktest } from '../../../src/evaluation/backtest/plan.js';
import { runBacktest } from '../../../src/evaluation/backtest/run-backtest.js';
import { referencesOf } from '../../../src/evaluation/scores/score-columns.js';
import { scoreBacktest } from '../../../src/evaluation/scores/scores.js';
import type { Model } from '../../../src/models/model.js';
import { panelOf, seriesOf } from '../../models/panels.js';

/** Two series of season 2 whose last two rows are the test; too short to pass M4's test of seasonality. */
const panel = panelOf(
  seriesOf([1, 3, 2, 4, 3, 5, 4, 6], 'a'),
  seriesOf([10, 20, 14, 24, 18, 28, 22, 32], 'b'),
);

const told: Model = {
  name: 'told',
  summary: 'forecasts that were written down before',
  family: 'statistical',
  options: {},
  control: false,
  needsSeason: false,
  fit: async (_, { horizon, season, probabilities }) => ({
    model: 'told',
    horizon,
    season,
    probabilities,
    state: {},
    training: null,
  }),
  forecast: async () => [
    { point: Float64Array.of(5, 5), quantiles: [] },
    { point: Float64Array.of(20, 36), quantiles: [] },
  ],
};

describe('the scores of the M4 competition, worked out by hand', () => {
  const mean = (...numbers: number[]) =>
    numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
  const metrics = ['smape', 'mase', 'owa'];

  // Histories differ by 1 and by 4 from two rows before: the scales of MASE.
  const smape = mean(mean(200 / 9, 200 / 11), mean(400 / 42, 800 / 68));
  const mase = mean(mean(1 / 1, 1 / 1), mean(2 / 4, 4 / 4));
  // Naive2 repeats 5 and 28.
  const naiveSmape = mean(mean(200 / 9, 200 / 11), mean(1200 / 50, 800 / 60));
  const naiveMase = mean(mean(1, 1), mean(6 / 4, 4 / 4));

  it('are sMAPE and MASE averaged over steps and series, and their mean relative to Naive2', async () => {
    const plan = planBacktest(panel, { horizon: 2, testSize: 2, validationSize: 0 });
    const backtest = await runBacktest(panel, [{ model: told, label: 'told', options: {} }], plan, {
      season: 2,
      probabilities: [],
      seed: 1,
      clock: () => 0,
      engine: { name: 'wasm', threads: 1 },
      references: referencesOf(metrics),
    });
    const scores = new Map(
      scoreBacktest(backtest, metrics).models.map(({ model, overall }) => [model, overall]),
    );
    const owa = mean(smape / naiveSmape, mase / naiveMase);
    for (const [model, expected] of [
      ['told', [smape, mase, owa]],
      ['naive2', [naiveSmape, naiveMase, 1]],
    ] as const) {
      expected.forEach((score, i) => {
        expect(scores.get(model)![i]).toBeCloseTo(score, 12);
      });
    }
    expect(owa).toBeCloseTo(0.78569, 5);
  });
});
