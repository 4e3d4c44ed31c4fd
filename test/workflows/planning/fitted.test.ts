import { describe, expect, it } from 'vitest';
import { backtestRowsTable } from '../../../src/tables/backtest-rows.js';
import { fittedHistory } from '../../../src/workflows/planning/fitted.js';
import { panelOf, seriesOf, wavy } from '../../models/panels.js';

const job = {
  modelling: { models: ['ets'], season: 7, engine: { name: 'wasm', threads: 1 } },
  plan: {},
  clock: () => 0,
};
const values = wavy(100, 7, 1);

describe('--fitted', () => {
  it('has one forecast one step ahead for each of the last three fifths of the rows', async () => {
    const { origins, results, horizon, actual } = await fittedHistory(
      panelOf(seriesOf(values)),
      job,
      {},
    );
    expect(horizon).toBe(1);
    expect(results.map(({ model }) => model)).toEqual(['ets']);
    expect(origins.map(({ row }) => row)).toEqual(Array.from({ length: 60 }, (_, i) => 40 + i));
    expect([...actual]).toEqual([...values.subarray(40)]);
  });

  it('its rows have the quantiles that are asked for, the bounds beside them', async () => {
    const modelling = { ...job.modelling, levels: [80], quantiles: [0.95] };
    const panel = panelOf(seriesOf(values));
    const backtest = await fittedHistory(panel, { ...job, modelling }, {});
    const { columns, rows } = backtestRowsTable(panel, backtest, String);
    expect(columns.slice(-4).map(({ label }) => label)).toEqual([
      ...['forecast', 'lo_80', 'hi_80', 'q_0.95'],
    ]);
    const place = backtest.probabilities.indexOf(0.95);
    expect(rows.map((row) => row.at(-1))).toEqual([...backtest.results[0]!.quantiles[place]!]);
  });

  it('no row has a share in its own forecast, nor in one before it', async () => {
    const changed = values.slice();
    changed.fill(500, 80);
    const [one, other] = await Promise.all(
      [values, changed].map((own) => fittedHistory(panelOf(seriesOf(own)), job, {})),
    );
    const pointOf = (backtest: typeof one) => [...backtest!.results[0]!.point];
    expect(pointOf(other).slice(0, 41)).toEqual(pointOf(one).slice(0, 41));
    expect(pointOf(other).slice(41)).not.toEqual(pointOf(one).slice(41));
  });
});
