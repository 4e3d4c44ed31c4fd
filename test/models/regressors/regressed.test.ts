import { describe, expect, it } from 'vitest';
import type { Series } from '../../../src/data/panel/panel.js';
import { effectsOf, effectText } from '../../../src/models/effects.js';
import { models } from '../../../src/models/index.js';
import { createRandom } from '../../../src/random.js';
import { panelOf, seriesOf } from '../panels.js';

const engine = { name: 'wasm', threads: 1 };
const ROWS = 90;
const HORIZON = 7;
const WEEK = [0, 3, 5, 4, 8, 20, 14];

/** Ninety days of sales: a week, a slow level, noise of 2, promotions worth 23 and holidays worth -31. */
function sales(seed: number): Series {
  const { uniform } = createRandom(seed);
  const noise = () => uniform() + uniform() + uniform() + uniform() - 2;
  const promo = Float64Array.from({ length: ROWS + HORIZON }, () => (uniform() < 0.2 ? 1 : 0));
  const holiday = Float64Array.from({ length: ROWS + HORIZON }, () => (uniform() < 0.06 ? 1 : 0));
  const weather = Float64Array.from({ length: ROWS + HORIZON }, noise);
  let level = 100;
  const values = Float64Array.from({ length: ROWS }, (_, t) => {
    level += 0.5 * noise();
    return level + WEEK[t % 7]! + 23 * promo[t]! - 31 * holiday[t]! + 3 * noise();
  });
  return { ...seriesOf(values), future: [promo, holiday, weather] };
}

const panel = { ...panelOf(sales(3)), futureNames: ['promo', 'holiday', 'weather'] };
const context = {
  horizon: HORIZON,
  season: 7,
  probabilities: [],
  validationSize: 0,
  seed: 1,
  engine,
  options: {},
};

describe.each(['ets', 'theta', 'mstl'])('%s with covariates', (name) => {
  const model = models.get(name);

  it('recovers effects within a tenth of the truth from ninety rows', async () => {
    for (const seed of [1, 2, 3]) {
      const one = { ...panel, series: [sales(seed)] };
      const fitted = await model.fit(one, context);
      const [promo, holiday] = effectsOf(fitted, one.series[0]!);
      expect(promo!.name).toBe('promo');
      expect(promo!.effect / 23).toBeGreaterThan(0.9);
      expect(promo!.effect / 23).toBeLessThan(1.1);
      expect(holiday!.effect / -31).toBeGreaterThan(0.9);
      expect(holiday!.effect / -31).toBeLessThan(1.1);
    }
  });

  it('follows a changed plan for the rows to come by the effect, and nowhere else', async () => {
    const fitted = await model.fit(panel, context);
    const series = panel.series[0]!;
    const planned = series.future[0]!.slice();
    planned[ROWS + 2] = 1 - planned[ROWS + 2]!;
    const changed = { ...series, future: [planned, ...series.future.slice(1)] };
    const [before] = await model.forecast(fitted, panel, engine);
    const [after] = await model.forecast(fitted, { ...panel, series: [changed] }, engine);
    const [promo] = effectsOf(fitted, series);
    const sign = planned[ROWS + 2] === 1 ? 1 : -1;
    for (let h = 0; h < HORIZON; h++) {
      const expected = h === 2 ? sign * promo!.effect : 0;
      expect(after!.point[h]! - before!.point[h]!).toBeCloseTo(expected, 9);
    }
  });

  it('names the rows of the horizon that a covariate lacks', async () => {
    const fitted = await model.fit(panel, context);
    const series = panel.series[0]!;
    const short = {
      ...series,
      future: series.future.map((column) => column.subarray(0, ROWS + 3)),
    };
    const forecast = model.forecast(fitted, { ...panel, series: [short] }, engine);
    await expect(forecast).rejects.toThrow('"promo" is missing in 4 of the 7 rows to forecast');
  });

  it('says effects in the unit of the target, and what could be chance', async () => {
    const { training } = await model.fit(panel, context);
    const note = training!.notes.at(-1)!;
    expect(note).toMatch(/^effects: promo \+2\d(\.\d)? ± \d(\.\d+)?, holiday -3\d(\.\d)? ± \d/);
  });
});

describe('an effect in words', () => {
  it.each([
    [{ name: 'promo', effect: 23.04, deviation: 2.04 }, 'promo +23 ± 4'],
    [{ name: 'price', effect: -0.1234, deviation: 0.02 }, 'price -0.12 ± 0.04'],
    [{ name: 'visits', effect: 12345.6, deviation: 800 }, 'visits +12346 ± 1568'],
  ])('%o reads %s', (effect, text) => {
    expect(effectText(effect)).toBe(text);
  });
});
