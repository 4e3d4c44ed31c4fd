import { describe, expect, it } from 'vitest';
import type { Panel, Series } from '../../../src/data/panel/panel.js';
import { truncatePanel } from '../../../src/data/panel/splits.js';
import { UserError } from '../../../src/errors.js';
import { models } from '../../../src/models/index.js';
import type { FitContext, Fitted, Forecast, Model } from '../../../src/models/model.js';
import { defaultOptions, type OptionValues } from '../../../src/options.js';
import { createRandom } from '../../../src/random.js';
import { fixturePanel } from '../../evaluation/fixture-panels.js';
import { panelOf, seriesOf, wavy } from '../panels.js';

const engine = { name: 'wasm', threads: 1 };
const neural = models.entries.filter(({ family }) => family === 'neural');

function contextFor(model: Model, options: OptionValues, rest: Partial<FitContext> = {}) {
  return {
    horizon: 5,
    season: 7,
    probabilities: [],
    validationSize: 30,
    seed: 3,
    engine,
    options: { ...defaultOptions(model.options), ...options },
    ...rest,
  };
}

async function fitAndForecast(
  model: Model,
  panel: Panel,
  options: OptionValues,
  rest: Partial<FitContext> = {},
): Promise<{ fitted: Fitted; forecasts: readonly Forecast[] }> {
  const fitted = await model.fit(panel, contextFor(model, options, rest));
  return { fitted, forecasts: await model.forecast(fitted, panel, engine) };
}

const meanDistance = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a, (value, i) => Math.abs(value - b[i]!)).reduce((sum, d) => sum + d, 0) / a.length;

const SHORT = { epochs: 2, hidden: 8 };
const panel = panelOf(seriesOf(wavy(160, 7, 1), 'a'), seriesOf(wavy(150, 7, 2), 'b'));

describe.each(neural.map((model) => [model.name, model] as const))('%s', (_, model) => {
  it('records what was decided from the data, and why it starts where it starts', async () => {
    const { fitted } = await fitAndForecast(model, panel, SHORT);
    const { options, windows, notes, history, parameters } = fitted.training!;
    expect(Object.values(options).filter((value) => value === null)).toEqual([null]);
    expect(options.budget).toBeNull();
    expect(windows.train).toBeGreaterThan(100);
    expect(windows.validation).toBeGreaterThan(10);
    expect(parameters).toBeGreaterThan(50);
    expect(history).toHaveLength(2);
    expect(notes.join()).toMatch(/ its start: /);
  });

  it('gives quantiles in order around the median with the pinball loss', async () => {
    const probabilities = [0.05, 0.25, 0.75, 0.95];
    const { forecasts } = await fitAndForecast(
      model,
      panel,
      { ...SHORT, loss: 'pinball' },
      {
        probabilities,
      },
    );
    for (const { point, quantiles } of forecasts) {
      expect(quantiles).toHaveLength(4);
      point.forEach((middle, h) => {
        const row = quantiles.map((quantile) => quantile[h]!);
        row.splice(2, 0, middle);
        expect(row).toEqual([...row].sort((a, b) => a - b));
      });
    }
  });

  it('gives quantiles a width before any training', async () => {
    const { forecasts } = await fitAndForecast(
      model,
      panel,
      { ...SHORT, epochs: 0, loss: 'pinball' },
      { probabilities: [0.1, 0.9] },
    );
    for (const { quantiles } of forecasts) {
      quantiles[0]!.forEach((low, h) => {
        expect(quantiles[1]![h]! - low).toBeGreaterThan(0.5);
        expect(quantiles[1]![h]! - low).toBeLessThan(5);
      });
    }
  });

  it('forecasts step by step when asked to', async () => {
    const { fitted, forecasts } = await fitAndForecast(model, panel, { ...SHORT, recursive: true });
    expect(forecasts[0]!.point).toHaveLength(5);
    expect(new Set(forecasts[0]!.point).size).toBe(5);
    expect(fitted.horizon).toBe(5);
  });

  it('takes the median of an ensemble, whose members differ only in their seeds', async () => {
    const { fitted, forecasts } = await fitAndForecast(model, panel, { ...SHORT, ensemble: 3 });
    const { members } = fitted.state;
    if (!Array.isArray(members)) throw new Error('no members');
    expect(members).toHaveLength(3);
    const alone = await Promise.all(
      members.map((member) =>
        model.forecast({ ...fitted, state: { ...fitted.state, members: [member] } }, panel, engine),
      ),
    );
    forecasts[0]!.point.forEach((value, h) => {
      const each = alone.map(([first]) => first!.point[h]!).sort((a, b) => a - b);
      expect(value).toBeCloseTo(each[1]!, 4);
    });
  });

  it.each(['none', 'standard', 'minmax', 'robust', 'log', 'difference', 'last', 'revin'])(
    'works with values normalised by %s',
    async (normalize) => {
      const { forecasts } = await fitAndForecast(model, panel, {
        ...SHORT,
        normalize,
        'normalize-scope': 'series',
      });
      forecasts.forEach(({ point }, s) => {
        const recent = panel.series[s]!.values.subarray(-14);
        const [low, high] = [Math.min(...recent), Math.max(...recent)];
        for (const value of point) {
          expect(value).toBeGreaterThan(low - (high - low));
          expect(value).toBeLessThan(high + (high - low));
        }
      });
    },
  );

  it('learns from a covariate that is known in the future', async () => {
    const random = createRandom(4);
    const promotion = Float64Array.from({ length: 605 }, () => (random.uniform() < 0.3 ? 1 : 0));
    const values = Float64Array.from({ length: 600 }, (_, t) => 20 + 10 * promotion[t]!);
    const series: Series = { ...seriesOf(values), future: [promotion] };
    const promoted = { ...panelOf(series), futureNames: ['promotion'] };
    const { forecasts } = await fitAndForecast(
      model,
      promoted,
      { epochs: 25, hidden: 16, 'learning-rate': 0.01 },
      { season: 1, validationSize: 100 },
    );
    const actual = Array.from({ length: 5 }, (_, h) => 20 + 10 * promotion[600 + h]!);
    expect(meanDistance(forecasts[0]!.point, actual)).toBeLessThan(2);
  });

  it('names the covariate and the rows when the future of one is not given', async () => {
    const past = Float64Array.from({ length: 162 }, (_, t) => t % 3);
    const series: Series = { ...seriesOf(wavy(160, 7, 1), 'shop'), future: [past] };
    const short = { ...panelOf(series), futureNames: ['price'] };
    const error = await fitAndForecast(model, short, SHORT).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      exitCode: 4,
      message: expect.stringMatching(/shop.*price.* 3 of the 5 rows.*: 162, 163, 164/),
    });
  });

  it('is smaller on a short series, and says so', async () => {
    const { fitted } = await fitAndForecast(
      model,
      panelOf(seriesOf(wavy(40, 7, 5))),
      { epochs: 1 },
      { validationSize: 0 },
    );
    expect(fitted.training!.notes.join()).toMatch(/few training windows.*hidden units instead of/);
  });
});

describe('gru', () => {
  const gru = models.get('gru');

  it('tells its progress with the seconds of the given clock', async () => {
    let now = 0;
    const seen: string[] = [];
    await gru.fit(
      panel,
      contextFor(gru, SHORT, {
        clock: () => now++,
        onEpoch: ({ epoch, epochs, seconds }) => seen.push(`${epoch}/${epochs} ${seconds > 0}`),
      }),
    );
    // All, half and none of the start are tried.
    expect(seen).toHaveLength(6);
    expect([seen[0], seen.at(-1)]).toEqual(['1/6 true', '6/6 true']);
  });

  it('trains the members of an ensemble on several threads to the same bits as on one', async () => {
    const trained = (threads: number) =>
      gru.fit(panel, {
        ...contextFor(gru, { ...SHORT, ensemble: 3 }),
        engine: { name: 'wasm', threads },
      });
    expect(await trained(2)).toStrictEqual(await trained(1));
  });

  it('hands an error for people over from a thread', async () => {
    // Beyond the range of 32 bits, and not brought into it.
    const huge = panelOf(seriesOf(wavy(160, 7, 1).map((value) => value * 1e38)));
    const raw = { ...SHORT, ensemble: 2, normalize: 'none', 'normalize-scope': 'series' };
    const trained = (threads: number) =>
      gru.fit(huge, { ...contextFor(gru, raw), engine: { name: 'wasm', threads } });
    for (const threads of [1, 2]) await expect(trained(threads)).rejects.toBeInstanceOf(UserError);
  });

  it('stops all threads when it is aborted, or keeps the best so far', async () => {
    const trained = (keep: boolean) => {
      const controller = new AbortController();
      const many = { ...SHORT, epochs: 500, patience: 500, ensemble: 2, 'keep-best': keep };
      return gru.fit(panel, {
        ...contextFor(gru, many, { signal: controller.signal }),
        engine: { name: 'wasm', threads: 2 },
        onEpoch: ({ epoch }) => {
          if (epoch === 3) controller.abort(new Error('stopped by hand'));
        },
      });
    };
    await expect(trained(false)).rejects.toThrow('stopped by hand');
    expect((await trained(true)).training!.epochs).toBeLessThan(500);
  });

  it('knows the season of a series of two and a half years by the month', async () => {
    const year = [2, 3, 7, 11, 16, 19, 21, 20, 17, 12, 6, 3];
    const months = Float64Array.from({ length: 30 }, (_, t) => 100 + year[t % 12]!);
    const { forecasts } = await fitAndForecast(
      gru,
      panelOf(seriesOf(months)),
      {},
      {
        horizon: 12,
        season: 12,
        validationSize: 0,
      },
    );
    const next = Array.from({ length: 12 }, (_, h) => 100 + year[(30 + h) % 12]!);
    expect(meanDistance(forecasts[0]!.point, next)).toBeLessThan(1.5);
  });

  it('stays near the last value on a random walk', async () => {
    const random = createRandom(8);
    let level = 1000;
    const walk = Float64Array.from({ length: 900 }, () => (level += random.uniform() - 0.5));
    const { forecasts } = await fitAndForecast(
      gru,
      panelOf(seriesOf(walk)),
      {},
      {
        season: 1,
        validationSize: 0,
      },
    );
    for (const value of forecasts[0]!.point) {
      expect(Math.abs(value - walk.at(-1)!)).toBeLessThan(0.6);
    }
  });

  it('beats naive, seasonal-naive and linear on Seattle temperatures, two weeks ahead', async () => {
    const weather = fixturePanel('seattle-weather.csv', 'temp_max');
    const rows = weather.series[0]!.values.length;
    const horizon = 14;
    const cutoffs = Array.from({ length: 8 }, (_, i) => rows - (8 - i) * horizon);
    const error = async (name: string) => {
      const model = models.get(name);
      const context = { horizon, season: 7, validationSize: 200 };
      const known = truncatePanel(weather, [cutoffs[0]!]);
      const fitted = await model.fit(known, contextFor(model, {}, context));
      const panels = cutoffs.map((row) => truncatePanel(weather, [row]).series[0]!);
      const forecasts = await model.forecast(fitted, { ...weather, series: panels }, engine);
      const actual = (row: number) => weather.series[0]!.values.subarray(row, row + horizon);
      const each = forecasts.map(({ point }, i) => meanDistance(point, actual(cutoffs[i]!)));
      return each.reduce((sum, value) => sum + value, 0) / each.length;
    };
    const ours = await error('gru');
    expect(ours).toBeLessThan(await error('naive'));
    expect(ours).toBeLessThan(await error('seasonal-naive'));
    expect(ours).toBeLessThanOrEqual(await error('linear'));
  });
});
