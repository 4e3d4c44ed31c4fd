import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runMonitorJob } from '../../src/workflows/monitor/monitor.js';
import { runRetrainJob } from '../../src/workflows/retrain/retrain.js';
import { csv, jobOn, night } from './nights.js';

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
      { score: 'mae', step: null, side: 'above', threshold: 0 },
      { score: 'coverage_80', step: null, side: 'below', threshold: -1 },
      { score: 'mae', step: 2, side: 'above', threshold: 0 },
    ] as const;
    const { track, raised, reading } = await runMonitorJob({ ...job, alarms }, {});
    // The fourth night's forecasts are of days that have not come.
    expect(track.backtest.origins.map(({ row }) => row)).toStrictEqual([200, 201, 202]);
    const values = reading.panel.series[0]!.values;
    const errors = [0, 1, 2].flatMap((n) =>
      published[n]!.flatMap((point, h) =>
        200 + n + h < 203 ? [Math.abs(point - values[200 + n + h]!)] : [],
      ),
    );
    expect(errors).toHaveLength(6);
    const mae = errors.reduce((sum, error) => sum + error, 0) / 6;
    const place = track.columns.findIndex(({ key }) => key === 'mae');
    expect(track.overall).toMatchObject({ known: 6 });
    expect(track.overall.scores[place]).toBeCloseTo(mae, 10);
    // Of the second step two are known, of the last night's forecasts one value.
    const second = [0, 1].map((n) => Math.abs(published[n]![1]! - values[201 + n]!));
    expect(track.byStep.map(({ known }) => known)).toStrictEqual([3, 2, 1]);
    expect(track.byStep[1]!.scores[place]).toBeCloseTo((second[0]! + second[1]!) / 2, 10);
    expect(track.periods.map(({ known }) => known)).toStrictEqual([3, 2, 1]);
    expect(track.periods[1]!.byStep[1]!.scores[place]).toBeCloseTo(second[1]!, 10);
    expect(raised).toHaveLength(2);
    expect(raised[0]).toMatch(/^mae is .* above 0$/);
    expect(raised[1]).toMatch(/^mae at step 2 is .* above 0$/);
    const beyond = [{ score: 'mae', step: 4, side: 'above', threshold: 0 }] as const;
    await expect(runMonitorJob({ ...job, alarms: beyond }, {})).rejects.toThrow('no step 4');
    const unknown = [{ score: 'mea', step: null, side: 'above', threshold: 0 }] as const;
    await expect(runMonitorJob({ ...job, alarms: unknown }, {})).rejects.toMatchObject({
      exitCode: 2,
      hint: expect.stringContaining('mae'),
    });
  });

  it('knows one series again in a file of another name, and a repeated run counts once', async () => {
    await runRetrainJob(await night(folder, 200), {});
    await runRetrainJob({ ...(await night(folder, 200)), force: true }, {});
    await rename(join(folder, 'data.csv'), join(folder, 'export-2025.csv'));
    const files = [join(folder, 'export-2025.csv')];
    await runRetrainJob({ ...jobOn(folder, 201), files, force: true }, {});
    await writeFile(files[0]!, csv(204));
    const { track } = await runMonitorJob(
      {
        store: join(folder, 'store'),
        name: 'visitors',
        reading: {},
        runs: 30,
        alarms: [],
        files,
      },
      {},
    );
    expect(track.backtest.origins).toHaveLength(1);
    expect(track.overall.known).toBe(3);
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
