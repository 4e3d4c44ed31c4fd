import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.js';
import type { FitContext, Forecast } from '../../../src/models/model.js';
import { PARAMETERS, QUANTILES } from '../../../src/models/pretrained/network.js';
import { predictQuantiles } from '../../../src/models/pretrained/predict.js';
import { pretrained } from '../../../src/models/pretrained/pretrained.js';
import { decodeWeights, encodeWeights } from '../../../src/models/pretrained/weight-file.js';
import { defaultOptions } from '../../../src/options.js';
import { RECIPE, SEEDS } from '../../../src/pretraining/train.js';
import { panelOf, seriesOf } from '../panels.js';

const FILE = new URL('../../../src/models/pretrained/weights.bin', import.meta.url);
const bytes = readFileSync(FILE);
const shipped = decodeWeights(bytes, 'weights.bin', PARAMETERS);
const engine = { name: 'wasm', threads: 1 };
const MEDIAN = QUANTILES.indexOf(0.5);

const forecast = async (values: readonly number[], season: number, horizon: number) => {
  const subject = { values: Float64Array.from(values), seasons: [season] };
  const [steps] = await predictQuantiles(shipped.members, [subject], horizon, engine);
  return steps!;
};
const medians = async (values: readonly number[], season: number, horizon: number) =>
  (await forecast(values, season, horizon)).map((step) => step[MEDIAN]!);

const contextOf = (own: Partial<FitContext>): FitContext => ({
  horizon: 1,
  season: 1,
  probabilities: [],
  validationSize: 0,
  seed: 1,
  engine,
  options: defaultOptions(pretrained.options),
  ...own,
});

/** Ten years of months with a trend and a season that is no sine. */
const PROFILE = [3, -2, 0, 5, 9, 4, -6, -8, -3, 1, 2, -5];
const monthly = Array.from({ length: 120 }, (_, t) => 100 + 0.5 * t + PROFILE[t % 12]!);

describe('the weights in the package', () => {
  it('say by which recipe they were made, and it is the one in the repository', () => {
    expect(shipped.header.recipe).toBe(JSON.stringify(SEEDS.map((seed) => ({ ...RECIPE, seed }))));
    expect(shipped.members.length).toBe(SEEDS.length);
    expect(bytes.length).toBeLessThan(500_000);
  });

  it.each([
    [
      'a flipped bit',
      Buffer.from(bytes).fill(bytes.at(-9)! ^ 1, bytes.length - 9, bytes.length - 8),
    ],
    ['a missing end', bytes.subarray(0, bytes.length - 100)],
    ['another file', Buffer.from('nothing of the kind')],
    ['nothing', Buffer.alloc(0)],
  ])('with %s are refused with what to do', (_, damaged) => {
    const read = () => decodeWeights(damaged, 'weights.bin', PARAMETERS);
    expect(read).toThrow(UserError);
    expect(read).toThrow('is damaged');
    expect(() => read()).toThrow(expect.objectContaining({ exitCode: 5 }));
  });

  it('of another network are refused as of another version', () => {
    const other = encodeWeights([new Float32Array(7)], 'none');
    expect(() => decodeWeights(other, 'weights.bin', PARAMETERS)).toThrow('another version');
  });

  it('keep sixteen bits a number', () => {
    const back = decodeWeights(encodeWeights([Float32Array.of(0.1, -3, 0, 1e-5)], ''), '', 4);
    expect([...back.members[0]!].map((x) => Number(x.toPrecision(3)))).toEqual([0.1, -3, 0, 1e-5]);
  });
});

describe('pretrained', () => {
  it('sees trend and season of a series that it was never trained on', async () => {
    const ahead = await medians(monthly, 12, 12);
    const truth = ahead.map((_, h) => 100 + 0.5 * (120 + h) + PROFILE[h % 12]!);
    const seasonalNaive = ahead.map((_, h) => monthly[108 + h]!);
    const missed = (guess: readonly number[]) =>
      guess.reduce((sum, value, h) => sum + Math.abs(value - truth[h]!), 0) / guess.length;
    expect(missed(ahead)).toBeLessThan(0.35 * missed(seasonalNaive));
  });

  it('gives the same forecast on any scale', async () => {
    const plain = await medians(monthly.slice(60), 12, 6);
    const scaled = await medians(
      monthly.slice(60).map((value) => value * 1024),
      12,
      6,
    );
    for (const [h, value] of plain.entries()) expect(scaled[h]! / 1024).toBeCloseTo(value, 6);
  });

  it('gives the same bytes alone, in company and on two threads', async () => {
    const subjects = Array.from({ length: 70 }, (_, i) => ({
      values: Float64Array.from(
        monthly.slice(0, 8 + ((i * 37) % 112)),
        (value, t) => value + (i % 5) * (t % 3),
      ),
      seasons: [12],
    }));
    const together = await predictQuantiles(shipped.members, subjects, 4, {
      name: 'wasm',
      threads: 2,
    });
    for (const i of [0, 1, 33, 69]) {
      const [alone] = await predictQuantiles(shipped.members, [subjects[i]!], 4, engine);
      expect(together[i]).toEqual(alone);
    }
  });

  it.each([
    ['quarters', 4, 60, 1.4],
    ['months', 12, 60, 1.15],
    ['a long series', 4, 145, 1.1],
  ])('puts the raw quantiles of %s further from the median', async (_, season, rows, factor) => {
    const values = Array.from({ length: rows }, (__, t) => 50 + t + 4 * Math.sin(t * t));
    const panel = panelOf(seriesOf(values));
    const fitted = await pretrained.fit(
      panel,
      contextOf({ season, probabilities: [0.9], horizon: 1 }),
    );
    const [{ point, quantiles }] = (await pretrained.forecast(fitted, panel, engine)) as [Forecast];
    const [raw] = await forecast(values, season, 1);
    const distance = raw![QUANTILES.indexOf(0.9)]! - raw![MEDIAN]!;
    expect((quantiles[0]![0]! - point[0]!) / distance).toBeCloseTo(factor, 9);
  });

  it('still forecasts with a saved mean of two networks', async () => {
    const panel = panelOf(seriesOf(monthly));
    const fitted = await pretrained.fit(panel, contextOf({ season: 12, horizon: 2 }));
    const [weights] = shipped.members;
    const twice = { ...fitted, state: { ...fitted.state, members: [weights!, weights!] } };
    expect(await pretrained.forecast(twice, panel, engine)).toEqual(
      await pretrained.forecast(fitted, panel, engine),
    );
  });

  it('has quantiles in order that widen, also beyond what one pass covers', async () => {
    const noisy = monthly.map((value, t) => value + 4 * Math.sin(t * t));
    const steps = await forecast(noisy, 12, 100);
    expect(steps.length).toBe(100);
    for (const step of steps) {
      expect([...step].sort((a, b) => a - b)).toEqual([...step]);
      expect(step.every(Number.isFinite)).toBe(true);
    }
    const width = (h: number) => steps[h]!.at(-1)! - steps[h]![0]!;
    expect(width(99)).toBeGreaterThan(width(0));
  });

  it.each([
    ['constant', () => 5],
    ['all zero', () => 0],
    ['one spike', (t: number) => (t === 30 ? 1000 : 0)],
    ['1e12 and noise', (t: number) => 1e12 + Math.sin(t * t)],
    ['all negative', (t: number) => -50 - (t % 7)],
    ['tiny', (t: number) => 1e-12 * (1 + (t % 7))],
    ['growing a thousandfold', (t: number) => 1.1 ** t],
  ])('has finite forecasts of a series that is %s, near what was seen', async (_, value) => {
    const values = Array.from({ length: 60 }, (__, t) => value(t));
    const [low, high] = [Math.min(...values), Math.max(...values)];
    for (const step of await forecast(values, 7, 14)) {
      for (const each of step) {
        expect(each).toBeGreaterThanOrEqual(low - 10 * (high - low) - Math.abs(low) * 1e-9);
        expect(each).toBeLessThanOrEqual(high + 10 * (high - low) + Math.abs(high) * 1e-9);
      }
    }
  });

  it('repeats the last value of a series of fewer than eight rows, and says so', async () => {
    const panel = panelOf(seriesOf([4, 6, 5], 'short'));
    const fitted = await pretrained.fit(panel, contextOf({ horizon: 3 }));
    expect(fitted.training?.notes.join()).toContain('"short": fewer than 8 values are too few');
    const [forecast] = await pretrained.forecast(fitted, panel, engine);
    expect([...forecast!.point]).toEqual([5, 5, 5]);
  });
});
