import { describe, expect, it } from 'vitest';
import type { Backtest } from '../../../src/evaluation/backtest.js';
import { scoreBacktest } from '../../../src/evaluation/scores/scores.js';
import { recommend } from '../../../src/evaluation/verdicts/recommendation.js';
import { createRandom } from '../../../src/random.js';
import { sampleResults } from '../../charts/sample-results.js';

const base = sampleResults.backtest!;
const random = createRandom(5);

/** Forecasts that miss by up to `error`. */
function result(model: string, error: number): Backtest['results'][number] {
  const point = base.actual.map((value) => value + error * (0.5 + random.uniform()));
  return { model, point, quantiles: [], seconds: 0, training: null, network: false };
}

const cost = (model: string, parameters: number) => ({
  model,
  parameters,
  fitSeconds: 1,
  forecastSeconds: 0.1,
  bytes: 100 + parameters,
});

function advise(errors: Readonly<Record<string, number>>, sizes: Readonly<Record<string, number>>) {
  const results = Object.entries(errors).map(([model, error]) => result(model, error));
  const backtest = { ...base, probabilities: [], results };
  const costs = Object.entries(sizes).map(([model, size]) => cost(model, size));
  return recommend(backtest, scoreBacktest(backtest, ['mae']), costs);
}

describe('recommendation', () => {
  it('is the model with the least error where all others are significantly worse', () => {
    const advice = advise({ naive: 4, small: 2, large: 0.5 }, { naive: 0, small: 10, large: 900 });
    expect(advice.model).toBe('large');
    expect(advice.sentence).toContain('no other model comes within a standard error of it');
  });

  it('is the smallest of the models within a standard error of the best', () => {
    const advice = advise(
      { naive: 4, small: 1.001, large: 1 },
      { naive: 0, small: 10, large: 900 },
    );
    expect(advice.model).toBe('small');
    expect(advice.sentence).toContain('10 parameters');
  });

  it('is never a model that is a tenth worse, however little a test can tell', () => {
    const few = { ...base, origins: base.origins.slice(0, 1) };
    const results = [result('naive', 4), result('small', 1.3), result('large', 1)];
    const backtest = { ...few, probabilities: [], results };
    const costs = [cost('naive', 0), cost('small', 10), cost('large', 900)];
    const advice = recommend(backtest, scoreBacktest(backtest, ['mae']), costs);
    expect(advice.model).toBe('large');
  });

  it('is never a naive that another model beats', () => {
    const advice = advise(
      { naive: 4, small: 3.7, large: 3.6 },
      { naive: 0, small: 10, large: 900 },
    );
    expect(advice.model).not.toBe('naive');
  });

  it('is the baseline where nothing beats it', () => {
    const advice = advise({ naive: 1, small: 1, large: 1 }, { naive: 0, small: 10, large: 900 });
    expect(advice.model).toBe('naive');
    expect(advice.sentence).toContain('nothing to train');
  });
});
