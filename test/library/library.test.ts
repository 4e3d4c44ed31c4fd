import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  backtest,
  forecast,
  loadModel,
  panelFromRows,
  readPanel,
  saveModel,
  train,
  UserError,
} from '../../src/index.js';

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));

const days = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10),
  );

describe('the library', () => {
  it.each([
    ...[{ horizon: Number.NaN }, { horizon: 1.5 }, { horizon: 0 }, { horizon: -4 }],
    ...[{ season: 0 }, { season: 2.5 }, { seed: -1 }, { threads: 0 }, { validationSize: 1.5 }],
  ])('refuses %o like a flag, and is no bug', async (settings) => {
    const rows = days(40).map((day, i) => [day, i % 7]);
    const { panel } = await panelFromRows(['day', 'value'], rows, { target: ['value'] });
    for (const work of [
      () => train(panel, { model: 'naive', ...settings }),
      () => backtest(panel, { models: ['naive'], ...settings }),
    ]) {
      const error = await work().catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(UserError);
      expect(error).toMatchObject({
        exitCode: 2,
        message: expect.stringContaining(Object.keys(settings)[0]!),
      });
    }
  });

  it('reads rows in memory as it reads their CSV', async () => {
    const rows = days(12).map((day, i) => [
      day,
      i === 4 ? null : i / 3,
      i % 2 === 0 ? 'x,"y' : 'b',
    ]);
    rows.splice(7, 1); // a gap
    const options = { target: ['value'], id: 'which' };
    const { panel } = await panelFromRows(['day', 'value', 'which'], rows, options);
    expect(panel.series.map(({ id }) => id)).toEqual(['x,"y', 'b']);
    expect(panel.timeColumn).toBe('day');
    const [even] = panel.series;
    expect([...even!.values].slice(0, 2)).toEqual([0, 2 / 3]);
    expect(even!.values[2]).toBeNaN();
  });

  it('takes dates, and names a lone series by its target', async () => {
    const rows = days(5).map((day, i) => [new Date(day), i]);
    const { panel } = await panelFromRows(['day', 'sales'], rows);
    expect(panel.series[0]!.id).toBe('sales');
    expect(panel.series[0]!.times[1]).toBe(Date.UTC(2024, 0, 2));
  });

  it('forecasts from a saved model what it forecasts from the model itself', async () => {
    const { panel } = await readPanel(fixture('seattle-weather.csv'), { target: ['temp_max'] });
    const settings = { model: 'linear', horizon: 3, levels: [80], options: { lookback: 14 } };
    const model = await train(panel, settings);
    const rows = await forecast(model, panel);
    expect(rows).toHaveLength(3);
    expect(Object.keys(rows[0]!)).toEqual(['id', 'time', 'model', 'forecast', 'lo_80', 'hi_80']);
    const folder = await mkdtemp(join(tmpdir(), 'gatecast-library-'));
    await saveModel(join(folder, 'a.gatecast'), model);
    expect(await forecast(await loadModel(join(folder, 'a.gatecast')), panel)).toEqual(rows);
    await rm(folder, { recursive: true });
  });

  it('scores the controls beside the model, and gives every forecast as a row', async () => {
    const { panel } = await readPanel(fixture('seattle-weather.csv'), { target: ['temp_max'] });
    const result = await backtest(panel, { models: ['drift'], horizon: 4, windows: 3, levels: [] });
    const names = result.scores.map(({ model }) => model);
    expect(names).toEqual(expect.arrayContaining(['naive', 'drift']));
    expect(result.windows).toBe(3);
    expect([...result.rows()]).toHaveLength(names.length * 3 * 4);
  });

  it('fails as the command line does: with a hint and an exit code', async () => {
    const { panel } = await panelFromRows(
      ['day', 'sales'],
      days(9).map((day, i) => [day, i]),
    );
    const unknown = await train(panel, { model: 'gruu' }).catch((error: unknown) => error);
    expect(unknown).toBeInstanceOf(UserError);
    expect(unknown).toMatchObject({ exitCode: 2, hint: expect.stringContaining('gru') });
    const other = await train(panel, { model: 'naive', horizon: 1, levels: [] });
    const renamed = await panelFromRows(
      ['day', 'cost'],
      days(9).map((day, i) => [day, i]),
    );
    await expect(forecast(other, renamed.panel)).rejects.toMatchObject({ exitCode: 4 });
    await expect(forecast(other, panel, { levels: [80] })).rejects.toMatchObject({ exitCode: 2 });
  });
});
