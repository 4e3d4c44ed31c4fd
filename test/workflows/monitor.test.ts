import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runMonitorJob } from '../../src/workflows/monitor/monitor.js';
import { runRetrainJob } from '../../src/workflows/retrain/retrain.js';
import { night } from './nights.js';

describe('monitoring', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatecast-monitor-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('scores what was published against what came, and raises alarms', async () => {
    const published: number[][] = [];
    for (const rows of [200, 201, 202, 203]) {
      const { serving } = await runRetrainJob(await night(folder, rows), {});
      published.push([...serving!.forecasts[0]!.forecast.point]);
    }
    const job = {
      store: join(folder, 'store'),
      name: 'visitors',
      files: [join(folder, 'data.csv')],
      reading: {},
      runs: 30,
    };
    const alarms = [
      { score: 'mae', side: 'above', threshold: 0 },
      { score: 'coverage_80', side: 'below', threshold: -1 },
    ] as const;
    const { backtest, scores, raised, reading } = await runMonitorJob({ ...job, alarms }, {});
    // The fourth night's forecasts are of days that have not come.
    expect(backtest.origins.map(({ row }) => row)).toStrictEqual([200, 201, 202]);
    const values = reading.panel.series[0]!.values;
    const errors = [0, 1, 2].flatMap((n) =>
      published[n]!.flatMap((point, h) =>
        200 + n + h < 203 ? [Math.abs(point - values[200 + n + h]!)] : [],
      ),
    );
    expect(errors).toHaveLength(6);
    const mae = errors.reduce((sum, error) => sum + error, 0) / 6;
    const place = scores.columns.findIndex(({ key }) => key === 'mae');
    expect(scores.models[0]!.overall[place]).toBeCloseTo(mae, 10);
    expect(raised).toHaveLength(1);
    expect(raised[0]).toMatch(/^mae is .* above 0$/);
    const unknown = [{ score: 'mea', side: 'above', threshold: 0 }] as const;
    await expect(runMonitorJob({ ...job, alarms: unknown }, {})).rejects.toMatchObject({
      exitCode: 2,
      hint: expect.stringContaining('mae'),
    });
  });

  it('says so when nothing has come yet', async () => {
    await runRetrainJob(await night(folder, 200), {});
    const job = {
      store: join(folder, 'store'),
      name: 'visitors',
      files: [join(folder, 'data.csv')],
      reading: {},
      runs: 30,
      alarms: [],
    };
    await expect(runMonitorJob(job, {})).rejects.toMatchObject({ exitCode: 4 });
  });
});
