import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { models } from '../../../src/models/index.js';
import { chooseEts } from '../../../src/models/statistical/ets-fit.js';
import {
  type EtsForm,
  type EtsParameters,
  forecastEts,
  runEts,
} from '../../../src/models/statistical/ets-recursion.js';
import { decomposeMstl } from '../../../src/models/statistical/mstl-decomposition.js';
import { naturalSeasons } from '../../../src/models/statistical/natural-seasons.js';
import { minimizeInCube } from '../../../src/models/statistical/nelder-mead.js';
import {
  adjustSeason,
  isSeasonal,
  seasonalFigure,
} from '../../../src/models/statistical/seasonal-adjustment.js';
import { fitSimpleSmoothing } from '../../../src/models/statistical/simple-smoothing.js';
import { decomposeStl } from '../../../src/models/statistical/stl.js';
import { createRandom } from '../../../src/random.js';
import { panelOf, seriesOf, wavy } from '../panels.js';

interface Reference {
  readonly values: number[];
  readonly twoSeasons: number[];
  readonly ets: {
    readonly form: EtsForm;
    readonly parameters: EtsParameters;
    readonly start: { level: number; slope: number; indices: number[] | null };
    readonly squares: number;
    readonly forecast: number[];
  }[];
  readonly figure: { readonly multiplicative: number[]; readonly additive: number[] };
  readonly stl: { readonly seasonal: number[]; readonly trend: number[] };
  readonly mstl: { readonly seasonal: number[][] };
  readonly theta: number[];
}

const reference: Reference = JSON.parse(
  readFileSync(new URL('../../../fixtures/reference/statistics.json', import.meta.url), 'utf8'),
);
const values = Float64Array.from(reference.values);
const engine = { name: 'wasm', threads: 1 };

function expectClose(actual: ArrayLike<number>, expected: readonly number[], digits: number) {
  expect(actual).toHaveLength(expected.length);
  for (const [i, number] of expected.entries()) expect(actual[i]!).toBeCloseTo(number, digits);
}

async function forecast(name: string, of: ArrayLike<number>, horizon: number, season: number) {
  const panel = panelOf(seriesOf(of));
  const model = models.get(name);
  const fitted = await model.fit(panel, {
    horizon,
    season,
    probabilities: [],
    validationSize: 0,
    seed: 1,
    options: {},
    engine,
  });
  const [made] = await model.forecast(fitted, panel, engine);
  return made!.point;
}

describe('exponential smoothing', () => {
  it.each(reference.ets)('runs $form as statsmodels does', (known) => {
    const { form, parameters, start } = known;
    const neutral = [form.season === 'M' ? 1 : 0];
    const states = { ...start, indices: Float64Array.from(start.indices ?? neutral) };
    const run = runEts(form, parameters, states, values);
    expect(run.squares).toBeCloseTo(known.squares, 8);
    expectClose(forecastEts(form, parameters.phi, run.states, 15), known.forecast, 8);
  });

  it('moves a multiplicative index by its share of the relative error (fpp3, table 8.7)', () => {
    const { states } = runEts(
      { trend: 'N', season: 'M' },
      { alpha: 0.5, beta: 0, gamma: 0.2, phi: 1 },
      { level: 10, slope: 0, indices: Float64Array.of(1.1, 0.9) },
      Float64Array.of(12.1),
    );
    expect(states.level).toBeCloseTo(10.5, 12);
    expectClose(states.indices, [0.9, 1.122], 12);
  });

  it('chooses no trend and no season for noise, a trend for a slope, a season for a season', () => {
    const random = createRandom(4);
    const noise = Float64Array.from({ length: 120 }, () => random.uniform());
    expect(chooseEts(noise, 12).form).toStrictEqual({ trend: 'N', season: 'N' });
    const slope = noise.map((value, t) => value + t);
    expect(chooseEts(slope, 12).form.trend).not.toBe('N');
    expect(chooseEts(wavy(120, 12, 3), 12).form.season).not.toBe('N');
  });

  it('continues a line and a perfect season', async () => {
    const line = Array.from({ length: 60 }, (_, t) => 10 + 3 * t);
    expectClose(await forecast('ets', line, 3, 1), [190, 193, 196], 6);
    const cycle = Array.from({ length: 60 }, (_, t) => [5, 9, 2, 4][t % 4]!);
    expectClose(await forecast('ets', cycle, 4, 4), [5, 9, 2, 4], 2);
  });
});

describe('simple exponential smoothing', () => {
  it('has the least squares that any alpha and first level give', () => {
    const best = fitSimpleSmoothing(values);
    for (const alpha of [0.05, 0.2, 0.5, 0.8, 0.95, 0.999]) {
      for (const level of [40, 45, 48, 50, 52, 55]) {
        const run = runEts(
          { trend: 'N', season: 'N' },
          { alpha, beta: 0, gamma: 0, phi: 1 },
          { level, slope: 0, indices: new Float64Array(1) },
          values,
        );
        expect(best.squares).toBeLessThanOrEqual(run.squares + 1e-9);
      }
    }
  });
});

describe('the seasonal adjustment', () => {
  it('sees a season where there is one and none in noise', () => {
    expect(isSeasonal(values, 12)).toBe(true);
    const random = createRandom(2);
    expect(
      isSeasonal(
        Float64Array.from({ length: 72 }, () => random.uniform()),
        12,
      ),
    ).toBe(false);
  });

  it.each(['multiplicative', 'additive'] as const)('has statsmodels’ %s figure', (kind) => {
    const figure = seasonalFigure(values, 12, kind === 'multiplicative');
    expectClose(figure, reference.figure[kind], 9);
  });

  it.each([0, -100])('puts back what it took out, with a level of %d', (shift) => {
    const cycle = Float64Array.from({ length: 48 }, (_, t) => 20 + shift + [1, 5, 3, 2][t % 4]!);
    const { adjusted, restore } = adjustSeason(cycle, 4);
    const flat = adjusted[0]!;
    for (const value of adjusted) expect(value).toBeCloseTo(flat, 9);
    expectClose(restore(new Float64Array(4).fill(flat)), [...cycle.subarray(0, 4)], 9);
  });
});

describe('theta', () => {
  it('has half the slope of the line in the long run', async () => {
    const line = Array.from({ length: 40 }, (_, t) => 2 * t);
    const point = await forecast('theta', line, 10, 1);
    expect(point[9]! - point[0]!).toBeCloseTo(9, 6);
  });

  it('comes near statsmodels, whose smoothing starts differently', async () => {
    const point = await forecast('theta', reference.values, 6, 1);
    for (const [h, value] of reference.theta.entries()) {
      expect(Math.abs(point[h]! - value)).toBeLessThan(0.5);
    }
  });
});

describe('decomposition', () => {
  it('by STL gives the components of statsmodels', () => {
    const { seasonal, trend } = decomposeStl(values, 12, 11);
    expectClose(seasonal, reference.stl.seasonal, 6);
    expectClose(trend, reference.stl.trend, 6);
  });

  it('by MSTL gives the seasons of statsmodels', () => {
    const { seasonal } = decomposeMstl(Float64Array.from(reference.twoSeasons), [7, 30]);
    for (const [i, known] of reference.mstl.seasonal.entries()) expectClose(seasonal[i]!, known, 6);
  });
});

describe('natural seasons', () => {
  it('are those of people and weather, in rows', () => {
    expect(naturalSeasons({ unit: 'hour', count: 1 })).toStrictEqual([24, 168]);
    expect(naturalSeasons({ unit: 'minute', count: 15 })).toStrictEqual([96, 672]);
    expect(naturalSeasons({ unit: 'hour', count: 5 })).toStrictEqual([]);
    expect(naturalSeasons({ unit: 'step', count: 1 })).toStrictEqual([]);
  });

  it('of trading hours are the trading day and week', () => {
    const session = { open: 9.5 * 3_600_000, close: 16 * 3_600_000, days: [1, 2, 3, 4, 5] };
    expect(naturalSeasons({ unit: 'minute', count: 30, session })).toStrictEqual([14, 70]);
  });
});

describe('mstl', () => {
  it('follows two seasons at once', async () => {
    const hours = Array.from(
      { length: 24 * 7 * 5 },
      (_, t) => (t % 24) + 10 * (t % 168 < 120 ? 1 : 0),
    );
    const model = models.get('mstl');
    const hourly = {
      ...panelOf(seriesOf(hours.slice(0, -48))),
      frequency: { unit: 'hour', count: 1 },
    } as const;
    const fitted = await model.fit(hourly, {
      horizon: 48,
      season: 24,
      probabilities: [],
      validationSize: 0,
      seed: 1,
      options: {},
      engine,
    });
    const [made] = await model.forecast(fitted, hourly, engine);
    const error = made!.point.reduce(
      (sum, v, h) => sum + Math.abs(v - hours[hours.length - 48 + h]!),
      0,
    );
    expect(error / 48).toBeLessThan(0.5);
  });
});

describe('the simplex search', () => {
  it('finds the bottom of a curved valley', () => {
    const { point } = minimizeInCube(
      ([x, y]) => (x! - 0.7) ** 2 + 50 * (y! - x! * x!) ** 2,
      Float64Array.of(0.2, 0.9),
      600,
    );
    expect(point[0]!).toBeCloseTo(0.7, 3);
    expect(point[1]!).toBeCloseTo(0.49, 3);
  });
});
