import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.js';
import { linear } from '../../src/models/linear.js';
import { createRandom } from '../../src/random.js';
import { solvePositiveDefinite } from '../../src/regression/cholesky.js';
import { ridgeError, solveRidge } from '../../src/regression/ridge.js';
import { addWindow, eachWindow, emptyMoments } from '../../src/regression/ridge-moments.js';
import { panelOf, seriesOf, wavy } from './panels.js';

const engine = { name: 'wasm', threads: 1 };
const context = {
  horizon: 4,
  season: 1,
  probabilities: [],
  validationSize: 30,
  seed: 1,
  options: {},
  engine,
};

describe('Cholesky’s solution', () => {
  it('solves every well-conditioned positive definite system', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer(), (n, seed) => {
        const random = createRandom(seed);
        const root = Float64Array.from({ length: n * n }, () => random.uniform() - 0.5);
        const a = new Float64Array(n * n);
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) {
            for (let k = 0; k < n; k++) a[i * n + j]! += root[i * n + k]! * root[j * n + k]!;
            if (i === j) a[i * n + j]! += 1;
          }
        }
        const x = Float64Array.from({ length: n * 2 }, () => random.uniform());
        const b = new Float64Array(n * 2);
        for (let i = 0; i < n; i++) {
          for (let k = 0; k < n; k++) {
            for (let j = 0; j < 2; j++) b[i * 2 + j]! += a[i * n + k]! * x[k * 2 + j]!;
          }
        }
        expect(solvePositiveDefinite(a, n, b, 2)).toBe(true);
        for (const [i, value] of x.entries()) expect(b[i]!).toBeCloseTo(value, 9);
      }),
    );
  });

  it('refuses a matrix that is not positive definite', () => {
    expect(solvePositiveDefinite(Float64Array.of(1, 0, 2, 1), 2, new Float64Array(2), 1)).toBe(
      false,
    );
  });
});

describe('ridge regression', () => {
  it('has the error on its moments that the windows themselves have', () => {
    const series = seriesOf(wavy(60, 6, 5));
    const moments = emptyMoments(5, 3);
    eachWindow(series, moments, { first: 6, end: 58, stride: 1 }, 1, (x, y) =>
      addWindow(moments, x, y),
    );
    const weights = solveRidge(moments, 3, 0.1);
    let sum = 0;
    for (let origin = 6; origin < 58; origin++) {
      const last = series.values[origin - 1]!;
      for (let h = 0; h < 3; h++) {
        let forecast = last;
        for (let i = 0; i < 3; i++) {
          forecast += weights[i * 3 + h]! * (series.values[origin - 2 - i]! - last);
        }
        sum += (series.values[origin + h]! - forecast) ** 2;
      }
    }
    expect(ridgeError(moments, 3, weights)).toBeCloseTo(sum / (52 * 3), 9);
  });
});

describe('linear', () => {
  it('finds a linear recurrence and continues it', async () => {
    const values = new Float64Array(200);
    values.set([1, 2.5]);
    // y(t) = 1.6 y(t-1) - y(t-2) + 0.4 mean: an undamped oscillation around 5.
    for (let t = 2; t < 200; t++) values[t] = 5 + 1.6 * (values[t - 1]! - 5) - (values[t - 2]! - 5);
    const panel = panelOf(seriesOf(values.subarray(0, 196)));
    const fitted = await linear.fit(panel, context);
    const [forecast] = await linear.forecast(fitted, panel, engine);
    for (let h = 0; h < 4; h++) expect(forecast!.point[h]!).toBeCloseTo(values[196 + h]!, 1);
  });

  it('never lets the validation part into its weights', async () => {
    const values = wavy(200, 6, 8);
    const changed = values.map((value, row) => (row < 170 ? value : value + 1));
    const options = { lookback: 8, ridge: 1 };
    const fits = await Promise.all(
      [values, changed].map((v) => linear.fit(panelOf(seriesOf(v)), { ...context, options })),
    );
    expect(fits[0]!.state).toStrictEqual(fits[1]!.state);
  });

  it('treats all series alike, whatever their unit', async () => {
    const small = seriesOf(wavy(150, 6, 1), 'small');
    const large = { ...seriesOf(wavy(150, 6, 2).map((v) => v * 1e6)), id: 'large' };
    const level = { ...seriesOf(wavy(150, 6, 2)), id: 'level' };
    const options = { lookback: 8, ridge: 1 };
    const [mixed, plain] = await Promise.all([
      linear.fit(panelOf(small, large), { ...context, options }),
      linear.fit(panelOf(small, level), { ...context, options }),
    ]);
    const weights = (fitted: typeof mixed) => [...(fitted.state.weights as Float64Array)];
    for (const [i, weight] of weights(plain).entries()) {
      expect(weights(mixed)[i]!).toBeCloseTo(weight, 9);
    }
  });

  it('says what would help when there is no window to learn from', async () => {
    const short = panelOf(seriesOf([1, 2, 3, 4]));
    await expect(linear.fit(short, context)).rejects.toBeInstanceOf(UserError);
    await expect(linear.fit(short, context)).rejects.toMatchObject({
      exitCode: 4,
      hint: expect.stringContaining('--horizon'),
    });
  });
});
