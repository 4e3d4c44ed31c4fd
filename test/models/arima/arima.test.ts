import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { forecastFit } from '../../../src/models/arima/arima.js';
import { chooseOrder } from '../../../src/models/arima/choose-order.js';
import { fitOrder } from '../../../src/models/arima/fit-order.js';
import { models } from '../../../src/models/index.js';
import { createRandom } from '../../../src/random.js';
import { panelOf, seriesOf } from '../panels.js';

/** About normal: the sum of twelve uniform numbers. */
function normalFrom(seed: number): () => number {
  const { uniform } = createRandom(seed);
  return () => Array.from({ length: 12 }, uniform).reduce((sum, x) => sum + x, -6);
}

interface Reference {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly regressor: readonly number[] | null;
  readonly order: readonly [number, number, number];
  readonly seasonal: readonly [number, number, number, number];
  readonly parameters: Readonly<Record<string, number>>;
  readonly logLikelihood: number;
  readonly forecast: readonly number[];
}

const references: readonly Reference[] = JSON.parse(
  readFileSync(new URL('../../../fixtures/reference/arima.json', import.meta.url), 'utf8'),
);

describe.each(references.map((reference) => [reference.name, reference] as const))(
  'ARIMA beside statsmodels: %s',
  (_, { values, regressor, order, seasonal, parameters, logLikelihood, forecast }) => {
    const [p, d, q] = order;
    const [P, D, Q, period] = seasonal;
    const data = {
      values: Float64Array.from(values, (value) => value ?? Number.NaN),
      regressors: regressor ? [Float64Array.from(regressor)] : [],
    };
    const fit = fitOrder(data, { p, d, q, P, D, Q, season: Math.max(1, period) }, false)!;

    it('reaches the same likelihood', () => {
      expect(fit.gls.logLikelihood).toBeCloseTo(logLikelihood, 3);
    });

    it('finds the same variance and the same effect', () => {
      expect(fit.gls.variance / parameters.sigma2!).toBeCloseTo(1, 2);
      if (regressor) expect(fit.gls.coefficients[0]).toBeCloseTo(parameters.x1!, 2);
    });

    it('forecasts the same within a thousandth of the values', () => {
      const size = Math.max(...data.values.filter(Number.isFinite).map(Math.abs));
      for (const [h, value] of forecastFit(fit, data, forecast.length).entries()) {
        expect(Math.abs(value - forecast[h]!) / size).toBeLessThan(1e-3);
      }
    });
  },
);

describe('choosing an order in the steps of Hyndman & Khandakar', () => {
  const air = Float64Array.from(references[0]!.values, (value) => value ?? Number.NaN);

  it('finds the airline model, with the corrected AIC that R prints', () => {
    const fit = chooseOrder({ values: air, regressors: [] }, 12)!;
    expect(fit.order).toEqual({ p: 0, d: 1, q: 1, P: 0, D: 1, Q: 1, season: 12 });
    expect(fit.constant).toBe(false);
    // R 4.3, forecast 8.21: auto.arima(log(AirPassengers)) has AICc = -483.21.
    expect(fit.aicc).toBeCloseTo(-483.2, 1);
  });

  it('leaves white noise around a mean alone', () => {
    const normal = normalFrom(5);
    const values = Float64Array.from({ length: 120 }, () => 40 + normal());
    const fit = chooseOrder({ values, regressors: [] }, 1)!;
    expect(fit.order).toMatchObject({ p: 0, d: 0, q: 0 });
    expect(fit.gls.coefficients[0]).toBeCloseTo(40, 0);
  });

  it('differences a random walk with drift once and continues its drift', async () => {
    const normal = normalFrom(2);
    let level = 10;
    const walk = Float64Array.from({ length: 150 }, () => {
      level += 1.5 + normal();
      return level;
    });
    const panel = panelOf(seriesOf(walk, 'a'));
    const fitted = await models.get('arima').fit(panel, {
      horizon: 10,
      season: 1,
      probabilities: [],
      validationSize: 0,
      seed: 1,
      options: {},
      engine: { name: 'wasm', threads: 1 },
    });
    expect(fitted.training?.notes[0]).toMatch(/^ARIMA\(\d,1,\d\) with drift$/);
    const [forecast] = await models.get('arima').forecast(fitted, panel, {
      name: 'wasm',
      threads: 1,
    });
    const slope = (forecast!.point[9]! - forecast!.point[0]!) / 9;
    expect(slope).toBeGreaterThan(1.3);
    expect(slope).toBeLessThan(1.75);
  });
});
