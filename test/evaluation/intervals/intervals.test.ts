import { describe, expect, it } from 'vitest';
import type { Panel } from '../../../src/data/panel/panel.js';
import { truncatePanel } from '../../../src/data/panel/splits.js';
import { type PlanRequest, planBacktest } from '../../../src/evaluation/backtest/plan.js';
import { runBacktest } from '../../../src/evaluation/backtest/run-backtest.js';
import { createAdaptiveLevels } from '../../../src/evaluation/intervals/adaptive.js';
import { calibrate } from '../../../src/evaluation/intervals/calibration.js';
import { withIntervals } from '../../../src/evaluation/intervals/intervals.js';
import { createResidualPools } from '../../../src/evaluation/intervals/residual-pool.js';
import { scoreBacktest } from '../../../src/evaluation/scores/scores.js';
import { models } from '../../../src/models/index.js';
import { defaultOptions } from '../../../src/options.js';
import { createRandom } from '../../../src/random.js';
import { panelOf, seriesOf, wavy } from '../../models/panels.js';
import { fixturePanel, rowsSince } from '../fixture-panels.js';

const probabilities = [0.025, 0.1, 0.9, 0.975];
const engine = { name: 'wasm', threads: 1 };

function run(panel: Panel, names: string[], request: PlanRequest, season = 1, adaptiveRate = 0) {
  const requests = names.map((name) => {
    const model = models.get(name);
    return { model, options: defaultOptions(model.options), label: name };
  });
  return runBacktest(panel, requests, planBacktest(panel, request), {
    season,
    probabilities,
    seed: 1,
    engine,
    clock: () => 0,
    adaptiveRate,
  });
}

/** Coverage in percent by model: at 80 and at 95. */
async function coverages(...of: Parameters<typeof run>): Promise<[string, number, number][]> {
  const scores = scoreBacktest(await run(...of), ['coverage']);
  return scores.models.map(({ model, overall }) => [model, 100 * overall[0]!, 100 * overall[1]!]);
}

describe('prediction intervals', () => {
  // The errors of linear's first fit make the intervals of its second, which has learnt from a year more.
  it('cover from 4 points below nominal to 5 above over the last year of the weather', async () => {
    const weather = fixturePanel('seattle-weather.csv', 'temp_max');
    const request = { horizon: 14, testSize: 365, stride: 1 };
    for (const [model, at80, at95] of await coverages(weather, ['linear', 'gru'], request, 7)) {
      expect(Math.abs(at80 - 80.5), `${model} at 80`).toBeLessThanOrEqual(4.5);
      expect(Math.abs(at95 - 95), `${model} at 95`).toBeLessThanOrEqual(4);
    }
  });

  it('cover within 4 points of nominal over nine years of the stock market', async () => {
    const stock = fixturePanel('sp500-2000.csv', 'close', '2019-01-01');
    const request = { horizon: 5, testSize: rowsSince(stock, '2010-01-01'), stride: 5 };
    for (const [model, at80, at95] of await coverages(stock, ['linear', 'gru'], request)) {
      expect(Math.abs(at80 - 80), `${model} at 80`).toBeLessThanOrEqual(4);
      expect(Math.abs(at95 - 95), `${model} at 95`).toBeLessThanOrEqual(4);
    }
  });

  it('break in the crash of 2020, less so when they adapt', async () => {
    const stock = fixturePanel('sp500-2000.csv', 'close');
    const request = { horizon: 5, testSize: rowsSince(stock, '2020-02-01'), stride: 1 };
    const [plain] = await coverages(stock, [], request, 1, 0);
    const [adaptive] = await coverages(stock, [], request, 1, 0.02);
    expect(plain![2]).toBeLessThan(85);
    expect(adaptive![2]).toBeGreaterThan(plain![2] + 5);
    expect(adaptive![1]).toBeGreaterThan(plain![1] + 5);
  });

  it('never cross, and contain their own forecast', async () => {
    const stock = fixturePanel('sp500-2000.csv', 'close', '2003-01-01');
    const { results } = await run(stock, ['drift', 'linear'], { horizon: 10, windows: 40 });
    for (const { point, quantiles } of results) {
      const [low95, low80, high80, high95] = quantiles;
      for (const [i, forecast] of point.entries()) {
        const ordered = [low95![i]!, low80![i]!, forecast, high80![i]!, high95![i]!];
        expect(ordered).toStrictEqual([...ordered].sort((a, b) => a - b));
      }
    }
  });

  it('of a saved calibration are those of the calibration at work', async () => {
    const panel = panelOf(seriesOf(wavy(300, 6, 1)));
    const known = truncatePanel(panel, [296]);
    const plan = { ...planBacktest(panel, { horizon: 4, windows: 1 }), validationSize: 60 };
    const backtest = await runBacktest(panel, [], plan, {
      season: 1,
      probabilities,
      seed: 1,
      engine,
      clock: () => 0,
    });
    const naive = models.get('naive');
    const fitted = await naive.fit(known, {
      horizon: 4,
      season: 1,
      probabilities,
      validationSize: 60,
      seed: 1,
      options: {},
      engine,
    });
    const calibration = await calibrate(naive, fitted, known, {
      validationSize: 60,
      probabilities,
      engine,
    });
    const points = await naive.forecast(fitted, known, engine);
    const [forecast] = withIntervals(points, known, calibration, probabilities);
    expect(forecast!.quantiles).toStrictEqual(backtest.results[0]!.quantiles);
  });

  it('of several series are as wide as each series needs', async () => {
    const random = createRandom(3);
    const noise = (size: number) =>
      Float64Array.from({ length: 400 }, () => size * (random.uniform() - 0.5));
    const panel = panelOf(seriesOf(noise(1), 'small'), seriesOf(noise(1000), 'large'));
    const backtest = await run(panel, ['mean'], { horizon: 3, windows: 30 });
    const { models: scored } = scoreBacktest(backtest, ['coverage']);
    const { bySeries } = scored.find(({ model }) => model === 'mean')!;
    for (const [at80] of bySeries) expect(Math.abs(at80! - 0.8)).toBeLessThan(0.1);
  });

  it('stand on every row of panels of any size, whatever the validation part shares with the season', async () => {
    const many = panelOf(
      ...Array.from({ length: 751 }, (_, i) => seriesOf(wavy(40, 12, i), `s${i}`)),
    );
    const { results } = await run(many, [], { horizon: 4, testSize: 4, validationSize: 12 }, 12);
    for (const { quantiles } of results) {
      for (const column of quantiles) expect(column.every(Number.isFinite)).toBe(true);
    }
  });

  it('come from few residuals too: neighbouring steps lend theirs', async () => {
    const short = panelOf(seriesOf(wavy(24, 4, 2)));
    const { results } = await run(short, [], { horizon: 4, windows: 1 });
    for (const column of results[0]!.quantiles) expect(column.every(Number.isFinite)).toBe(true);
  });
});

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('residual pools', () => {
  it('give the finite-sample ranks of split conformal prediction', () => {
    const pools = createResidualPools(1, 1, 1000);
    for (let i = 1; i <= 99; i++) pools.add(0, 0, i, 1);
    expect([0.025, 0.1, 0.9, 0.975].map((p) => pools.offset(0, 0, p))).toStrictEqual([
      2, 10, 90, 98,
    ]);
  });

  it('cover exchangeable residuals at the nominal rate or just above', () => {
    const random = createRandom(8);
    let inside = 0;
    const trials = 4000;
    for (let trial = 0; trial < trials; trial++) {
      const pools = createResidualPools(1, 1, 1000);
      for (let i = 0; i < 40; i++) pools.add(0, 0, random.uniform(), 1);
      const fresh = random.uniform();
      if (fresh >= pools.offset(0, 0, 0.1) && fresh <= pools.offset(0, 0, 0.9)) inside += 1;
    }
    expect(inside / trials).toBeGreaterThan(0.79);
    expect(inside / trials).toBeLessThan(0.87);
  });

  it('cover at the nominal rate or above where the errors of overlapping windows are worth few', () => {
    const random = createRandom(9);
    const steps = 10;
    const inside = { asTheyAre: 0, asManyAsThereAre: 0 };
    const trials = 2000;
    for (let trial = 0; trial < trials; trial++) {
      const surprises = Array.from({ length: 60 }, () => random.uniform() - 0.5);
      const errors = surprises.slice(steps).map((_, i) => sum(surprises.slice(i, i + steps)));
      const fresh = sum(Array.from({ length: steps }, () => random.uniform() - 0.5));
      for (const [key, worth] of [
        ['asTheyAre', 1 / steps] as const,
        ['asManyAsThereAre', 1] as const,
      ]) {
        const pools = createResidualPools(1, 1, 1000);
        for (const error of errors) pools.add(0, 0, error, worth);
        if (fresh >= pools.offset(0, 0, 0.1) && fresh <= pools.offset(0, 0, 0.9)) inside[key] += 1;
      }
    }
    expect(inside.asTheyAre / trials).toBeGreaterThan(0.78);
    expect(inside.asTheyAre / trials).toBeLessThan(0.87);
    expect(inside.asManyAsThereAre / trials).toBeLessThan(0.74);
  });

  it('forget the oldest residuals beyond their limit', () => {
    const pools = createResidualPools(1, 1, 50);
    for (let i = 0; i < 500; i++) pools.add(0, 0, i, 1);
    expect(pools.table()[0]).toStrictEqual(Float64Array.from({ length: 50 }, (_, i) => 450 + i));
  });

  it('lend residuals to a neighbour by the root of the step, as in a random walk', () => {
    const pools = createResidualPools(1, 4, 100);
    for (let i = -50; i <= 50; i++) pools.add(0, 0, i, 1);
    expect(pools.offset(0, 3, 0.9)).toBeCloseTo(2 * pools.offset(0, 0, 0.9), 12);
  });
});

describe('adaptive levels', () => {
  it('bring the share below a bound to its probability, however wrong the bounds are', () => {
    const random = createRandom(5);
    const levels = createAdaptiveLevels([0.2], 1, 1, 0.02);
    let below = 0;
    for (let t = 0; t < 5000; t++) {
      // The bound is the level squared: at 0.2 it would be passed in 4 % of the draws only.
      const bound = levels.current(0, 0, 0) ** 2;
      const isBelow = random.uniform() < bound;
      levels.observe(0, 0, 0, isBelow);
      if (isBelow) below += 1;
    }
    expect(below / 5000).toBeCloseTo(0.2, 1);
  });

  it('stay nominal at rate 0', () => {
    const levels = createAdaptiveLevels([0.1, 0.9], 2, 3, 0);
    levels.observe(0, 1, 2, true);
    expect(levels.current(0, 1, 2)).toBe(0.1);
  });
});
