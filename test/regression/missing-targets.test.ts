import { describe, expect, it } from 'vitest';
import { linear } from '../../src/models/linear.js';
import { createRandom } from '../../src/random.js';
import { solvePositiveDefinite } from '../../src/regression/cholesky.js';
import { completeTargets, knownError } from '../../src/regression/missing-targets.js';
import { solveRidge } from '../../src/regression/ridge.js';
import {
  addWindow,
  eachWindow,
  emptyMoments,
  type WindowVisit,
} from '../../src/regression/ridge-moments.js';
import { panelOf, seriesOf, wavy } from '../models/panels.js';

/** Rows taken away at random. */
function gappy(values: Float64Array, share: number): Float64Array {
  const random = createRandom(3);
  return values.map((value) => (random.uniform() < share ? Number.NaN : value));
}

const [FEATURES, HORIZON] = [4, 5];

function momentsOf(values: Float64Array) {
  const series = seriesOf(values);
  const moments = emptyMoments(FEATURES, HORIZON);
  const origins = { first: FEATURES + 1, end: values.length - HORIZON + 1, stride: 1 };
  const visitAll = (visit: WindowVisit) => eachWindow(series, moments, origins, 1, visit);
  visitAll((x, y) => addWindow(moments, x, y));
  return { moments, visitAll };
}

describe('a regression on windows with missing targets', () => {
  it('fits every step to the windows that know it', () => {
    const { moments, visitAll } = momentsOf(gappy(wavy(300, 6, 2), 0.2));
    completeTargets(moments, visitAll);
    const weights = solveRidge(moments, FEATURES, 0.1);
    const trace = [0, 1, 2, 3].reduce((sum, i) => sum + moments.xx[i * FEATURES + i]!, 0);
    for (let h = 0; h < HORIZON; h++) {
      const [xx, xy] = [new Float64Array(FEATURES * FEATURES), new Float64Array(FEATURES)];
      visitAll((x, y) => {
        if (Number.isNaN(y[h]!)) return;
        for (let i = 0; i < FEATURES; i++) {
          for (let j = 0; j < FEATURES; j++) xx[i * FEATURES + j]! += x[i]! * x[j]!;
          xy[i]! += x[i]! * y[h]!;
        }
      });
      for (let i = 0; i < FEATURES; i++) xx[i * FEATURES + i]! += (0.1 * trace) / FEATURES;
      solvePositiveDefinite(xx, FEATURES, xy, 1);
      for (let i = 0; i < FEATURES; i++) {
        expect(weights[i * HORIZON + h]!).toBeCloseTo(xy[i]!, 3);
      }
    }
  });

  it('is the plain one where nothing is missing', () => {
    const { moments, visitAll } = momentsOf(wavy(100, 6, 2));
    const before = moments.xy.slice();
    completeTargets(moments, visitAll);
    expect(moments.missing).toBe(0);
    expect(moments.xy).toStrictEqual(before);
  });

  it('is judged by the targets that are known', () => {
    const values = wavy(100, 6, 2);
    values[50] = Number.NaN;
    const { moments, visitAll } = momentsOf(values);
    let [sum, known] = [0, 0];
    visitAll((_, y) => {
      for (const value of y) if (!Number.isNaN(value)) [sum, known] = [sum + value ** 2, known + 1];
    });
    const nothing = new Float64Array(FEATURES * HORIZON);
    expect(knownError(visitAll, moments.count, FEATURES, nothing)).toBeCloseTo(sum / known, 9);
  });
});

describe('linear', () => {
  const context = {
    horizon: 24,
    season: 12,
    probabilities: [],
    validationSize: 60,
    seed: 1,
    options: {},
    engine: { name: 'wasm', threads: 1 },
  };

  async function errorWith(gaps: number): Promise<number> {
    const values = wavy(500, 12, 4);
    const panel = panelOf(seriesOf(gappy(values.subarray(0, 476), gaps)));
    const fitted = await linear.fit(panel, context);
    const [forecast] = await linear.forecast(fitted, panel, context.engine);
    return (
      forecast!.point.reduce((sum, each, h) => sum + Math.abs(each - values[476 + h]!), 0) / 24
    );
  }

  it('hardly minds a fifth of its rows missing, also where no window is without a gap', async () => {
    expect(await errorWith(0.2)).toBeLessThan(1.5 * (await errorWith(0)));
  });
});
