import { describe, expect, it } from 'vitest';
import type { Panel } from '../../src/data/panel/panel.js';
import { planBacktest } from '../../src/evaluation/backtest/plan.js';
import { runBacktest } from '../../src/evaluation/backtest/run-backtest.js';
import { models } from '../../src/models/index.js';
import type { Model } from '../../src/models/model.js';
import { normalizers } from '../../src/normalizers/index.js';
import { resolveOptions } from '../../src/options.js';
import { panelOf, seriesOf, wavy } from './panels.js';

const HORIZON = 4;
const CUTOFF = 6;

const withPast = (id: string, rows: number, seed: number) => {
  const values = wavy(rows, 7, seed);
  return { ...seriesOf(values, id), past: [wavy(rows, 5, seed + 10)] };
};
const known: Panel = {
  ...panelOf(withPast('a', 120, 1), withPast('b', 100, 2)),
  pastNames: ['sales'],
};

/** Every number from the cutoff on is another one, missing, or enormous. */
const after = (column: Float64Array) =>
  column.map((value, row) => {
    if (row < column.length - CUTOFF) return value;
    return row % 3 === 0 ? Number.NaN : value * -1e6;
  });
const perturbed: Panel = {
  ...known,
  series: known.series.map((series) => ({
    ...series,
    values: after(series.values),
    past: series.past.map(after),
  })),
};

/** Forecasts and bounds from the one cutoff, as bits. */
async function backtestBits(model: Model, panel: Panel, given: Record<string, number | string>) {
  const short = Object.fromEntries(
    Object.entries({ epochs: 1, hidden: 4 }).filter(([name]) => name in model.options),
  );
  const options = resolveOptions(model.name, model.options, { ...short, ...given });
  const plan = planBacktest(known, { horizon: HORIZON, testSize: CUTOFF, windows: 1 });
  const cut = { ...plan, cutoffs: [CUTOFF] };
  const { results } = await runBacktest(panel, [{ model, label: 'it', options }], cut, {
    season: 7,
    probabilities: [0.1, 0.9],
    seed: 5,
    engine: { name: 'wasm', threads: 1 },
    clock: () => 0,
  });
  const { point, quantiles } = results.find((result) => result.model === 'it')!;
  return [point, ...quantiles].flatMap((numbers) => [
    ...new BigUint64Array(numbers.slice().buffer),
  ]);
}

const cases = models.entries.flatMap((model) =>
  'normalize' in model.options
    ? normalizers.names.flatMap((normalize) =>
        ['series', 'window'].map((scope) => ({
          name: `${model.name} with ${normalize} by ${scope}`,
          model,
          given: { normalize, 'normalize-scope': scope },
        })),
      )
    : [{ name: model.name, model, given: {} }],
);

describe('what comes after the cutoff does not change a bit of a forecast or its interval', () => {
  it.each(cases)('$name', async ({ model, given }) => {
    const bits = await backtestBits(model, known, given);
    expect(bits).not.toHaveLength(0);
    expect(await backtestBits(model, perturbed, given)).toEqual(bits);
  });
});
