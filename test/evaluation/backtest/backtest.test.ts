import { describe, expect, it } from 'vitest';
import type { Panel } from '../../../src/data/panel/panel.js';
import { type PlanRequest, planBacktest } from '../../../src/evaluation/backtest/plan.js';
import { backtestRows } from '../../../src/evaluation/backtest/rows.js';
import {
  type BacktestRequest,
  runBacktest,
} from '../../../src/evaluation/backtest/run-backtest.js';
import type { Backtest } from '../../../src/evaluation/backtest.js';
import { referencesOf } from '../../../src/evaluation/scores/score-columns.js';
import { scoreDocuments } from '../../../src/evaluation/scores/score-documents.js';
import { scoreBacktest } from '../../../src/evaluation/scores/scores.js';
import { betterControl, compareModels } from '../../../src/evaluation/verdicts/comparisons.js';
import { copyFlag } from '../../../src/evaluation/verdicts/copy-flag.js';
import { looksLikePrices } from '../../../src/evaluation/verdicts/random-walk.js';
import { backtestRemarks } from '../../../src/evaluation/verdicts/remarks.js';
import { models } from '../../../src/models/index.js';
import type { Model } from '../../../src/models/model.js';
import { createRandom } from '../../../src/random.js';
import { panelOf, seriesOf, wavy } from '../../models/panels.js';

/** A model that knows the answer: the row's own number plus an error, so every score is known. */
function oracle(error: (step: number, row: number) => number, log: number[][] = []): Model {
  return {
    name: 'oracle',
    summary: 'knows the answer',
    family: 'statistical',
    options: {},
    control: false,
    needsSeason: false,
    async fit(panel, { horizon, season, probabilities }) {
      log.push(panel.series.map(({ values }) => values.length));
      return { model: 'oracle', horizon, season, probabilities, state: {}, training: null };
    },
    async forecast({ horizon }, panel) {
      return panel.series.map(({ values }) => ({
        point: Float64Array.from(
          { length: horizon },
          (_, h) => truth(values.length + h) + error(h, values.length),
        ),
        quantiles: [],
      }));
    },
  };
}

const truth = (row: number) => 10 + (row % 5) * (row % 3);
const known = panelOf(seriesOf(Float64Array.from({ length: 200 }, (_, row) => truth(row))));
const ask = (model: Model, label = model.name): BacktestRequest => ({ model, options: {}, label });
const named = (...names: string[]) => names.map((name) => ask(models.get(name)));

function run(
  panel: Panel,
  requests: BacktestRequest[],
  request: PlanRequest,
  more: { season?: number; probabilities?: number[]; references?: string[] } = {},
) {
  return runBacktest(panel, requests, planBacktest(panel, request), {
    season: 1,
    probabilities: [],
    seed: 1,
    engine: { name: 'wasm', threads: 1 },
    clock: () => 0,
    ...more,
  });
}

describe('a backtest', () => {
  it('scores a model with a known error at exactly that error, in all and at each step', async () => {
    const backtest = await run(known, [ask(oracle((h) => h))], { horizon: 4, windows: 10 });
    const scores = scoreBacktest(backtest, ['mae', 'bias', 'rmse']);
    const own = scores.models.find(({ model }) => model === 'oracle')!;
    expect(own.overall[0]).toBeCloseTo(1.5, 12);
    expect(own.overall[1]).toBeCloseTo(1.5, 12);
    expect(own.overall[2]).toBeCloseTo(Math.sqrt(14 / 4), 12);
    expect(own.byStep.map(([mae]) => mae!.toFixed(9))).toStrictEqual(
      [0, 1, 2, 3].map((error) => error.toFixed(9)),
    );
  });

  it('always has the naives in it, without a second one where the season is 1', async () => {
    const labels = async (season: number, requests: BacktestRequest[]) =>
      (await run(known, requests, { horizon: 3 }, { season })).results.map(({ model }) => model);
    expect(await labels(1, named('drift'))).toStrictEqual(['naive', 'drift']);
    expect(await labels(5, named('drift'))).toStrictEqual(['naive', 'seasonal-naive', 'drift']);
    expect(await labels(5, named('naive'))).toStrictEqual(['seasonal-naive', 'naive']);
  });

  it('adds the model that a relative metric is relative to', async () => {
    const references = referencesOf(['mae', 'owa']);
    const backtest = await run(known, named('drift'), { horizon: 3 }, { references });
    const scores = scoreBacktest(backtest, ['owa']);
    expect(scores.models.find(({ model }) => model === 'naive2')!.overall[0]).toBeCloseTo(1, 12);
  });

  it.each([
    ['never', [[160]]],
    ['always', [[160], [170], [180], [190]]],
    [3, [[160], [190]]],
  ] as const)('with refit %s fits on rows up to the cutoffs %j', async (refit, expected) => {
    const log: number[][] = [];
    await run(known, [ask(oracle(() => 0, log))], { horizon: 10, windows: 4, stride: 10, refit });
    expect(log).toStrictEqual(expected);
  });

  it('never lets a forecast, an interval or a fit see what comes after its cutoff', async () => {
    const values = wavy(240, 6, 3);
    const changed = values.map((value, row) => (row < 212 ? value : 1000 - value));
    const request = { horizon: 4, windows: 10, stride: 4, refit: 4 };
    const [before, after] = await Promise.all(
      [values, changed].map((of) =>
        run(panelOf(seriesOf(of)), named('linear', 'mean'), request, { probabilities: [0.1, 0.9] }),
      ),
    );
    // Cutoffs are rows 200, 204, 208, 212 …: the first four have seen nothing that changed.
    const seen = (backtest: Backtest) =>
      backtest.results.flatMap(({ point, quantiles }) =>
        [point, ...quantiles].map((column) => [...column.subarray(0, 16)]),
      );
    expect(seen(after!)).toStrictEqual(seen(before!));
    expect(after!.actual.subarray(12, 16)).not.toStrictEqual(before!.actual.subarray(12, 16));
  });

  it('leaves missing actuals out of every score', async () => {
    const values = known.series[0]!.values.map((value, row) => (row === 195 ? Number.NaN : value));
    const backtest = await run(
      panelOf(seriesOf(values)),
      [ask(oracle((_, row) => (row === 195 ? 99 : 1)))],
      { horizon: 1, windows: 20 },
    );
    const scores = scoreBacktest(backtest, ['mae']);
    expect(scores.models.find(({ model }) => model === 'oracle')!.overall[0]).toBe(1);
  });

  it('has long rows with the times, actuals and bounds of each step', async () => {
    const backtest = await run(
      known,
      [ask(oracle(() => 0))],
      { horizon: 2, windows: 3 },
      { probabilities: [0.1, 0.9] },
    );
    const rows = [...backtestRows(backtest)];
    expect(rows).toHaveLength(2 * 3 * 2);
    expect(rows.at(-1)).toStrictEqual({
      id: 'a',
      target: 'value',
      cutoff: 197,
      time: 199,
      step: 2,
      model: 'oracle',
      actual: truth(199),
      forecast: truth(199),
      bounds: [truth(199), truth(199)],
      oneSided: [],
    });
  });

  it('weighs every step once over several series, and gives each series its own scores', async () => {
    const second = seriesOf(
      Float64Array.from({ length: 150 }, (_, row) => truth(row)),
      'b',
    );
    const panel = panelOf(known.series[0]!, second);
    const backtest = await run(panel, [ask(oracle((_, row) => (row < 150 ? 3 : 1)))], {
      horizon: 2,
      windows: 5,
    });
    const documents = scoreDocuments(backtest, scoreBacktest(backtest, ['mae', 'mase']));
    const own = documents.filter(({ model }) => model === 'oracle').map(({ id, mae }) => [id, mae]);
    expect(own).toStrictEqual([
      [null, 2],
      ['a', 1],
      ['b', 3],
    ]);
  });

  it('shows an undefined score as null', async () => {
    const flat = panelOf(seriesOf(new Float64Array(50).fill(3)));
    const backtest = await run(flat, named('drift'), { horizon: 2 });
    const [document] = scoreDocuments(backtest, scoreBacktest(backtest, ['mae', 'mase']));
    expect(document).toStrictEqual({
      model: 'naive',
      id: null,
      network: false,
      mae: 0,
      mase: null,
    });
  });
});

describe('a comparison', () => {
  it('is with the control that has less error', async () => {
    const seasonal = panelOf(seriesOf(wavy(300, 7, 1)));
    const backtest = await run(seasonal, [], { horizon: 7 }, { season: 7 });
    expect(betterControl(backtest)).toBe('seasonal-naive');
  });

  it('calls a clearly better model better, and the same one turned round worse', async () => {
    const noisy = panelOf(seriesOf(wavy(400, 7, 2)));
    const backtest = await run(noisy, named('linear'), { horizon: 3, windows: 30 });
    const [comparison] = compareModels(backtest);
    expect(comparison).toMatchObject({ model: 'linear', against: 'naive', verdict: 'better' });
    expect(comparison!.skill).toBeGreaterThan(0.3);
    expect(comparison!.sentence).toMatch(/^linear is better than naive: \d+\.\d % less error \(p/);
    const [turned] = compareModels(backtest, 'linear');
    expect(turned).toMatchObject({ model: 'naive', against: 'linear', verdict: 'worse' });
  });

  it('has the skill 1 - mae / mae of the reference for a single series', async () => {
    const backtest = await run(panelOf(seriesOf(wavy(300, 7, 5))), named('mean'), { horizon: 5 });
    const maes = scoreBacktest(backtest, ['mae']).models.map(({ overall }) => overall[0]!);
    expect(compareModels(backtest)[0]!.skill).toBeCloseTo(1 - maes[1]! / maes[0]!, 12);
  });

  it('calls equal models indistinguishable', async () => {
    const twin = ask(models.get('naive'), 'twin');
    const backtest = await run(known, [ask(models.get('naive')), twin], { horizon: 3 });
    expect(compareModels(backtest)).toMatchObject([
      { model: 'twin', skill: 0, pValue: null, verdict: 'indistinguishable' },
    ]);
  });

  it('of perfect forecasts has a skill of 0 and no verdict', async () => {
    const flat = panelOf(seriesOf(new Float64Array(60).fill(3)));
    const [comparison] = compareModels(await run(flat, named('drift'), { horizon: 2 }));
    expect(comparison).toMatchObject({ skill: 0, pValue: null, verdict: 'indistinguishable' });
  });

  it('pairs by series where the windows are few', async () => {
    const many = Array.from({ length: 12 }, (_, i) => seriesOf(wavy(120, 6, i), `s${i}`));
    const backtest = await run(
      panelOf(...many),
      named('mean'),
      { horizon: 6, windows: 1 },
      { season: 6 },
    );
    expect(compareModels(backtest, 'naive').every(({ pValue }) => pValue !== null)).toBe(true);
  });
});

describe('remarks', () => {
  const random = createRandom(11);
  let level = 100;
  const walk = Float64Array.from({ length: 600 }, () => {
    level += random.uniform() - 0.5;
    return level;
  });

  it('tell of a model that copies the last value, and of a direction that is a coin toss', async () => {
    const prices = panelOf(seriesOf(walk));
    const nearCopy = oracle(() => 0);
    const copying: Model = {
      ...nearCopy,
      async forecast({ horizon }, panel) {
        return panel.series.map(({ values }) => {
          const last = values[values.length - 1]!;
          const step = values.length % 2 === 0 ? 0.01 : -0.01;
          return { point: new Float64Array(horizon).fill(last + step), quantiles: [] };
        });
      },
    };
    const backtest = await run(prices, [ask(copying)], { horizon: 1, testSize: 200 });
    const remarks = backtestRemarks(backtest);
    expect(remarks).toHaveLength(2);
    expect(remarks[0]).toContain('oracle nearly repeats the last value one step ahead');
    expect(remarks[1]).toMatch(/no more than chance/);
    const many = ['a', 'b', 'c'].map((label) => ({ ...ask(copying), label }));
    const remarksOfMany = backtestRemarks(await run(prices, many, { horizon: 1, testSize: 200 }));
    expect(remarksOfMany).toHaveLength(2);
    expect(remarksOfMany[0]).toMatch(
      /^a, b and c nearly repeat the last value .* at most [-\d.]+ % of/,
    );
    expect(remarksOfMany[1]).toMatch(/no more often than by chance: a \d+ of 200, b \d+ of 200, c/);
  });

  it('do not call a good forecast a copy', async () => {
    const backtest = await run(panelOf(seriesOf(wavy(300, 7, 5))), named('linear'), { horizon: 1 });
    const linear = backtest.results.find(({ model }) => model === 'linear')!;
    expect(copyFlag(backtest, linear).copies).toBe(false);
    expect(backtestRemarks(backtest)).toStrictEqual([]);
  });

  it('know a random walk from a season and from noise', () => {
    expect(looksLikePrices(walk)).toBe(true);
    expect(looksLikePrices(wavy(300, 7, 5))).toBe(false);
    expect(looksLikePrices(walk.map((value) => value - 200))).toBe(false);
  });
});
