import { describe, expect, it } from 'vitest';
import type { Panel } from '../../src/data/panel/panel.js';
import { truncatePanel } from '../../src/data/panel/splits.js';
import { UserError } from '../../src/errors.js';
import { models } from '../../src/models/index.js';
import type { FitContext, Fitted, Model } from '../../src/models/model.js';
import { defaultOptions } from '../../src/options.js';
import { expectationsOf } from '../../src/store/expectations.js';
import { decodeModel, encodeModel } from '../../src/store/model-file.js';
import { panelOf, seriesOf, wavy } from './panels.js';

const HORIZON = 5;
const SEASON = 7;
const engine = { name: 'wasm', threads: 1 };

/** Training is kept short; the contract does not depend on how good a model is. */
const SHORT: Readonly<Record<string, number>> = { epochs: 1, hidden: 4 };

function contextFor(model: Model, season = SEASON): FitContext {
  const options = { ...defaultOptions(model.options) };
  for (const [name, value] of Object.entries(SHORT)) {
    if (Object.hasOwn(model.options, name)) options[name] = value;
  }
  return {
    horizon: HORIZON,
    season,
    probabilities: [0.1, 0.9],
    validationSize: 20,
    seed: 3,
    options,
    engine,
  };
}

const panel = panelOf(seriesOf(wavy(140, SEASON, 1), 'a'), seriesOf(wavy(120, SEASON, 2), 'b'));

/** Points of all series, one after the other. */
async function points(model: Model, fitted: Fitted, of: Panel): Promise<number[]> {
  const forecasts = await model.forecast(fitted, of, engine);
  return forecasts.flatMap(({ point }) => [...point]);
}

async function fitAndForecast(model: Model, on: Panel, season = SEASON): Promise<number[]> {
  return points(model, await model.fit(on, contextFor(model, season)), on);
}

/** Numbers, or the error for people that says what would help; nothing else is allowed. */
async function expectNumbersOrAdvice(forecast: Promise<number[]>, length: number): Promise<void> {
  try {
    const numbers = await forecast;
    expect(numbers).toHaveLength(length);
    expect(numbers.every(Number.isFinite)).toBe(true);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.exitCode).toBe(4);
    expect(error.hint.length).toBeGreaterThan(10);
  }
}

describe.each(models.entries.map((model) => [model.name, model] as const))(
  'model %s',
  (_, model) => {
    it('gives a finite number for every step of every series, and asked-for quantiles in order', async () => {
      const forecasts = await model.forecast(
        await model.fit(panel, contextFor(model)),
        panel,
        engine,
      );
      expect(forecasts).toHaveLength(2);
      for (const { point, quantiles } of forecasts) {
        expect(point).toHaveLength(HORIZON);
        expect(point.every(Number.isFinite)).toBe(true);
        expect([0, 2]).toContain(quantiles.length);
        const [low, high] = quantiles;
        if (low && high) expect(low.every((value, h) => value <= high[h]!)).toBe(true);
      }
    });

    it('gives the same bytes twice', async () => {
      const document = async () =>
        encodeModel({
          gatecast: '0.1.0',
          expects: expectationsOf(panel),
          reading: {},
          options: {},
          seed: 3,
          fitted: await model.fit(panel, contextFor(model)),
          calibration: null,
        });
      expect(await document()).toStrictEqual(await document());
    });

    it('forecasts the same after a trip through the model file', async () => {
      const fitted = await model.fit(panel, contextFor(model));
      const bytes = encodeModel({
        gatecast: '0.1.0',
        expects: expectationsOf(panel),
        reading: {},
        options: {},
        seed: 3,
        fitted,
        calibration: null,
      });
      const restored = decodeModel(bytes, 'model').fitted;
      expect(await points(model, restored, panel)).toStrictEqual(
        await points(model, fitted, panel),
      );
    });

    it('does not change by a bit when everything after the cutoff changes', async () => {
      const rows = [110, 90];
      const perturbed: Panel = {
        ...panel,
        series: panel.series.map((series, s) => ({
          ...series,
          values: series.values.map((value, row) => (row < rows[s]! ? value : value * -3 + row)),
        })),
      };
      const before = await fitAndForecast(model, truncatePanel(panel, rows));
      expect(await fitAndForecast(model, truncatePanel(perturbed, rows))).toStrictEqual(before);
    });

    it('forecasts series that it was not fitted on, at any length', async () => {
      const fitted = await model.fit(panel, contextFor(model));
      const stranger = seriesOf(wavy(80, SEASON, 9), 'stranger');
      const others = panelOf(
        stranger,
        seriesOf(stranger.values.subarray(0, 12), 'short'),
        stranger,
      );
      const numbers = await points(model, fitted, others);
      expect(numbers).toHaveLength(3 * HORIZON);
      expect(numbers.every(Number.isFinite)).toBe(true);
      expect(numbers.slice(0, HORIZON)).toStrictEqual(numbers.slice(2 * HORIZON));
    });

    it('forecasts a constant as that constant', async () => {
      const constant = panelOf(seriesOf(new Float64Array(100).fill(42)));
      for (const value of await fitAndForecast(model, constant)) expect(value).toBeCloseTo(42, 2);
    });

    it('copes with missing values inside and at the end of the history', async () => {
      const values = wavy(160, SEASON, 4).map((value, row) =>
        (row > 60 && row < 66) || row % 41 === 7 || row > 157 ? Number.NaN : value,
      );
      const numbers = await fitAndForecast(model, panelOf(seriesOf(values)));
      expect(numbers).toHaveLength(HORIZON);
      expect(numbers.every(Number.isFinite)).toBe(true);
    });

    it('forecasts a series of one row, or says what would help', async () => {
      await expectNumbersOrAdvice(fitAndForecast(model, panelOf(seriesOf([5]))), HORIZON);
      await expectNumbersOrAdvice(fitAndForecast(model, panelOf(seriesOf([5, 6])), 1), HORIZON);
    });

    it('refuses a series without a single value, by name', async () => {
      const empty = panelOf(seriesOf(new Float64Array(30).fill(Number.NaN), 'void'));
      const error = await fitAndForecast(model, empty).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(UserError);
      expect(error).toMatchObject({ exitCode: 4 });
    });

    it('is deaf to the unit of the data: forecasts scale with it', async () => {
      const scaled = panelOf(seriesOf(panel.series[0]!.values.map((value) => value * 1024)));
      const numbers = await fitAndForecast(model, panelOf(panel.series[0]!));
      const scaledNumbers = await fitAndForecast(model, scaled);
      for (const [i, value] of numbers.entries()) {
        expect(scaledNumbers[i]! / 1024).toBeCloseTo(value, 2);
      }
    });
  },
);
