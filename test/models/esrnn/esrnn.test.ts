import { describe, expect, it } from 'vitest';
import type { Panel } from '../../../src/data/panel/panel.js';
import { truncatePanel } from '../../../src/data/panel/splits.js';
import { UserError } from '../../../src/errors.js';
import { models } from '../../../src/models/index.js';
import type { FitContext, Fitted } from '../../../src/models/model.js';
import { defaultOptions, type OptionValues } from '../../../src/options.js';
import { createRandom } from '../../../src/random.js';
import { panelOf, seriesOf, wavy } from '../panels.js';

const esrnn = models.get('esrnn');
const engine = { name: 'wasm', threads: 1 };
const SHORT = { epochs: 2, hidden: 4 };

function contextFor(options: OptionValues, rest: Partial<FitContext> = {}): FitContext {
  return {
    horizon: 5,
    season: 7,
    probabilities: [],
    validationSize: 30,
    seed: 3,
    engine,
    options: { ...defaultOptions(esrnn.options), ...options },
    ...rest,
  };
}

const learn = (panel: Panel, options: OptionValues = SHORT, rest: Partial<FitContext> = {}) =>
  esrnn.fit(panel, contextFor(options, rest));

async function points(fitted: Fitted, panel: Panel): Promise<number[][]> {
  const forecasts = await esrnn.forecast(fitted, panel, engine);
  return forecasts.map(({ point }) => [...point]);
}

const refusal = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);

/** Largest relative difference. */
const furthest = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((value, h) => Math.abs(value / b[h]! - 1)));

/** Series of a common shape and growth, each at its own level. */
function shops(count: number, rows: number): Panel {
  const random = createRandom(11);
  const week = [1, 1.1, 0.9, 1.2, 1.5, 2, 0.6];
  return panelOf(
    ...Array.from({ length: count }, (_, s) => {
      let level = 100 * 3 ** s;
      const values = Array.from({ length: rows }, (_, t) => {
        level *= 1.01 + 0.02 * (random.uniform() - 0.5);
        return level * week[t % 7]! * (0.9 + 0.2 * random.uniform());
      });
      return seriesOf(values, `shop ${s}`);
    }),
  );
}

const panel = panelOf(seriesOf(wavy(160, 7, 1), 'a'), seriesOf(wavy(150, 7, 2), 'b'));

describe('esrnn', () => {
  it('forecasts a seasonal panel better than the season before, and than untrained', async () => {
    const all = shops(6, 240);
    const known = truncatePanel(
      all,
      all.series.map(() => 226),
    );
    const error = async (name: string, given: OptionValues = {}) => {
      const model = models.get(name);
      const options = { ...defaultOptions(model.options), ...given };
      const fitted = await model.fit(known, { ...contextFor({}), options, horizon: 14 });
      const forecasts = await model.forecast(fitted, known, engine);
      const relative = forecasts.flatMap(({ point }, s) =>
        [...point].map((value, h) => Math.abs(value / all.series[s]!.values[226 + h]! - 1)),
      );
      return relative.reduce((sum, each) => sum + each, 0) / relative.length;
    };
    const trained = await error('esrnn', { epochs: 12, hidden: 8 });
    expect(trained).toBeLessThan(await error('esrnn', { epochs: 0 }));
    expect(trained).toBeLessThan(0.95 * (await error('seasonal-naive')));
  });

  it('is trained to the same bits by any number of threads, ensembles too', async () => {
    for (const ensemble of [1, 2]) {
      const trained = (threads: number) =>
        learn(
          panel,
          { ...SHORT, ensemble, 'batch-size': 2 },
          { engine: { name: 'wasm', threads } },
        );
      expect(await trained(2)).toStrictEqual(await trained(1));
    }
  });

  it('names the series and the row of a value that has no logarithm', async () => {
    const values = wavy(160, 7, 1);
    values[12] = 0;
    values[40] = -3;
    const error = await refusal(learn(panelOf(panel.series[0]!, seriesOf(values, 'sunk'))));
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      exitCode: 4,
      message: expect.stringMatching(/"sunk" has 0 at 12 and 1 more such value/),
      hint: expect.stringContaining('--set esrnn.shift=true'),
    });
  });

  it('refuses a newer history that has sunk below zero since', async () => {
    const fitted = await learn(panel);
    const sunk = panelOf(seriesOf(panel.series[0]!.values.with(155, -1), 'a'));
    expect(await refusal(esrnn.forecast(fitted, sunk, engine))).toMatchObject({ exitCode: 4 });
  });

  it('forecasts values around zero when it may shift them, also when they sink further', async () => {
    const values = wavy(160, 7, 1).map((value) => value - 58);
    expect(Math.min(...values)).toBeLessThan(-5);
    const fitted = await learn(panelOf(seriesOf(values)), { ...SHORT, shift: true });
    for (const history of [values, values.map((value, t) => (t < 150 ? value : value - 80))]) {
      const [point] = await points(fitted, panelOf(seriesOf(history)));
      const last = history.slice(-7);
      for (const value of point!) {
        expect(value).toBeGreaterThan(Math.min(...last) - 30);
        expect(value).toBeLessThan(Math.max(...last) + 30);
      }
    }
  });

  it('moves a series above zero that sinks only after the training part, or has none', async () => {
    const sinking = seriesOf(panel.series[0]!.values.with(155, -1), 'sinking');
    const short = seriesOf([3, 0, 2, 4, 1], 'short');
    const both = panelOf(panel.series[0]!, sinking, short);
    const fitted = await learn(both, { ...SHORT, shift: true });
    expect(fitted.training!.skipped).toStrictEqual(['short']);
    expect((await points(fitted, both)).flat().every(Number.isFinite)).toBe(true);
  });

  it('does not move a panel above zero though it may', async () => {
    const plain = await learn(panel);
    const shifting = await learn(panel, { ...SHORT, shift: true });
    expect(await points(shifting, panel)).toEqual(await points(plain, panel));
  });

  it('follows a level that has moved since it was trained', async () => {
    const fitted = await learn(panel);
    const longer = (factor: number) => {
      const more = wavy(210, 7, 1).map((value, t) => (t < 160 ? value : factor * value));
      return panelOf(seriesOf(more, 'a'));
    };
    const [[low], [high]] = [await points(fitted, longer(1)), await points(fitted, longer(3))];
    for (const [h, value] of high!.entries()) expect(value / low![h]!).toBeCloseTo(3, 0);
  });

  it('smooths a series that it was not trained on with the median coefficients', async () => {
    const three = panelOf(...[1, 2, 3].map((seed) => seriesOf(wavy(160, 7, seed), `s${seed}`)));
    const fitted = await learn(three, { ...SHORT, 'smoothing-rate': 200 });
    const own = await points(fitted, three);
    const strange = panelOf(seriesOf(three.series[0]!.values, 'stranger'));
    const [as] = await points(fitted, strange);
    expect(as).not.toEqual(own[0]);
    expect(furthest(as!, own[0]!)).toBeLessThan(0.2);
  });

  it('knows its first indices only for a history that begins where the training did', async () => {
    const fitted = await learn(panel, { ...SHORT, 'smoothing-rate': 50 });
    const { values, times } = panel.series[0]!;
    const later = { ...seriesOf(values.slice(3), 'a'), times: times.slice(3) };
    const [[whole], [cut]] = [await points(fitted, panel), await points(fitted, panelOf(later))];
    expect(furthest(cut!, whole!)).toBeLessThan(0.1);
  });

  it('names series too short to train on, and forecasts them all the same', async () => {
    const mixed = panelOf(...panel.series, seriesOf([50, 52, 55, 51, 53], 'new'));
    const fitted = await learn(mixed);
    expect(fitted.training!.skipped).toEqual(['new']);
    expect(fitted.training!.notes.join()).toMatch(/not trained on "new"/);
    for (const value of (await points(fitted, mixed))[2]!) {
      expect(value).toBeGreaterThan(30);
      expect(value).toBeLessThan(80);
    }
    expect((await learn(panel)).training!.skipped).toEqual([]);
  });

  it.each([
    ['hour', 24, 600, [24, 168]],
    ['hour', 24, 400, [24]],
    ['step', 24, 600, [24, 168]],
    ['step', 12, 600, [12]],
    ['day', 7, 2000, [7]],
    ['month', 12, 200, [12]],
    ['year', 1, 60, []],
  ] as const)(
    'takes of %s rows with season %i over %i rows the seasons %o',
    async (unit, season, rows, periods) => {
      const dated = { ...panelOf(seriesOf(wavy(rows + 30, 6, 1))), frequency: { unit, count: 1 } };
      const fitted = await learn(dated, { ...SHORT, epochs: 0 }, { season });
      expect(JSON.parse(String(fitted.state.shape)).periods).toEqual(periods);
      expect(fitted.training!.options['long-season']).toBe(periods[1] ?? 1);
    },
  );

  it('is led through a long series in segments', async () => {
    const fitted = await learn(panelOf(seriesOf(wavy(3000, 7, 1))), { ...SHORT, epochs: 0 });
    expect(fitted.training!.windows.train).toBe(3);
  });
});
