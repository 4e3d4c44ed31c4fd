import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requireChampion } from '../../src/store/champion.js';
import { acquireLock } from '../../src/store/lock.js';
import { modelFolderOf } from '../../src/store/names.js';
import { thisProcess } from '../../src/store/owner.js';
import { listForecasts } from '../../src/store/past-forecasts.js';
import { listRuns } from '../../src/store/runs.js';
import { verifyModelFolder } from '../../src/store/verify.js';
import { listVersions } from '../../src/store/versions.js';
import { planRetrain } from '../../src/workflows/retrain/dry-run.js';
import { runRetrainJob } from '../../src/workflows/retrain/retrain.js';
import { rollbackChampion } from '../../src/workflows/store.js';
import { csv, jobOn, night } from './nights.js';

describe('a night of retraining', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatecast-night-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const modelFolder = () => modelFolderOf(join(folder, 'store'), 'visitors');
  const published = () => readFile(join(folder, 'forecast.csv'), 'utf8');

  it('promotes a first model that beats the baselines, and publishes its forecasts', async () => {
    const { record, serving } = await runRetrainJob(await night(folder, 200), {});
    expect(record).toMatchObject({ outcome: 'promoted', exitCode: 0, data: { rows: 200 } });
    expect(record.details.settings).toMatchObject({ horizon: 3, gates: { minSkill: 0 } });
    expect(serving?.version).toBe(record.champion);
    expect(await published()).toContain(record.champion);
    expect((await requireChampion(modelFolder())).facts.version).toBe(record.champion);
    expect(await listRuns(modelFolder(), 9)).toMatchObject([{ run: record.run }]);
  });

  it('has nothing to do when nothing is new, unless forced or its output is gone or changed', async () => {
    await runRetrainJob(await night(folder, 200), {});
    const later = { now: new Date('2026-01-01') };
    const job = jobOn(folder, 200, later);
    expect((await runRetrainJob(job, {})).record.outcome).toBe('nothing-to-do');
    await rm(join(folder, 'forecast.csv'));
    expect((await runRetrainJob(job, {})).record.outcome).toBe('promoted');
    await writeFile(join(folder, 'forecast.csv'), 'scribble');
    expect((await runRetrainJob(job, {})).record.outcome).toBe('promoted');
    expect((await runRetrainJob({ ...job, force: true }, {})).record.outcome).toBe('promoted');
    expect((await runRetrainJob(job, {})).record.outcome).toBe('nothing-to-do');
  });

  it('replaces a champion by its own recipe with newer data, and can go back', async () => {
    const first = (await runRetrainJob(await night(folder, 200), {})).record;
    const second = (await runRetrainJob(await night(folder, 201), {})).record;
    expect(second).toMatchObject({ outcome: 'promoted', exitCode: 0 });
    expect(second.summary).toContain('same recipe');
    const now = new Date('2025-12-31');
    const place = { store: join(folder, 'store'), name: 'visitors', lockTimeout: 0 };
    const aliases = await rollbackChampion(place, { version: '0.1.0', now });
    expect(await listRuns(modelFolder(), 1)).toMatchObject([
      { outcome: 'by-hand', summary: 'rolled back by hand', champion: first.champion },
    ]);
    expect(aliases).toMatchObject({ champion: first.champion, previous: second.champion });
    await runRetrainJob(jobOn(folder, 201, { now: new Date('2026-01-01') }), {});
    expect(await published()).toContain(second.champion);
  });

  it('keeps a champion that a worse recipe does not beat, and publishes the champion’s forecasts', async () => {
    const first = (await runRetrainJob(await night(folder, 200), {})).record;
    const worse = await night(folder, 201);
    const modelling = { ...worse.modelling, models: ['naive'], options: {} };
    const gates = { ...worse.gates, minSkill: -10 };
    const { record } = await runRetrainJob({ ...worse, modelling, gates }, {});
    expect(record).toMatchObject({ outcome: 'kept', exitCode: 3, champion: first.champion });
    expect(record.details.judgement).toMatchObject({ opponent: 'recipe', windows: 5 });
    expect(await published()).toContain(first.champion);
  });

  it('judges a champion that has not seen the judged rows by its own weights', async () => {
    await runRetrainJob(await night(folder, 200), {});
    const job = await night(folder, 230);
    const { record } = await runRetrainJob(job, {});
    expect(record.details.judgement).toMatchObject({ opponent: 'weights' });
  });

  it('lets no trained model serve that does not pass the absolute bar', async () => {
    const job = await night(folder, 200);
    const bar = { ...job.gates, minSkill: 0.99, fallback: false };
    const { record, serving } = await runRetrainJob({ ...job, gates: bar }, {});
    expect(record).toMatchObject({ outcome: 'kept', exitCode: 3, champion: null });
    expect(serving).toBeNull();
  });

  it('does not train on broken data: the champion stays, the failure is on record', async () => {
    const { champion } = (await runRetrainJob(await night(folder, 200), {})).record;
    const before = await published();
    const cases: readonly [string, RegExp][] = [
      [csv(100), /check rows: 100 rows/],
      [csv(200).replace('visitors', 'guests'), /visitors/],
      ['date,visitors\n', /./],
      ['', /./],
    ];
    for (const [text, reason] of cases) {
      await writeFile(join(folder, 'data.csv'), text);
      await expect(runRetrainJob(jobOn(folder, 201), {})).rejects.toMatchObject({ exitCode: 4 });
      const [last] = await listRuns(modelFolder(), 1);
      expect(last).toMatchObject({ outcome: 'failed', exitCode: 4, champion });
      expect(last!.summary).toMatch(reason);
    }
    expect(await published()).toBe(before);
    expect((await runRetrainJob(await night(folder, 202), {})).record.exitCode).toBe(0);
  });

  it('compares the rows with those of a run that failed after its checks', async () => {
    const broken = await night(folder, 200, {
      publish: async () => {
        throw new Error('no network');
      },
    });
    await expect(runRetrainJob(broken, {})).rejects.toThrow('no network');
    await expect(runRetrainJob(await night(folder, 100), {})).rejects.toThrow(/check rows: 100/);
    await expect(planRetrain(jobOn(folder, 100), {})).rejects.toThrow(/check rows: 100/);
    expect((await runRetrainJob(await night(folder, 201), {})).record.exitCode).toBe(0);
  });

  it('finds out before the training that an output cannot be written, and puts it on record', async () => {
    const job = await night(folder, 200, { outputs: [join(folder, 'none', 'forecast.csv')] });
    const reason = { exitCode: 2, message: expect.stringContaining('its folder does not exist') };
    await expect(planRetrain(job, {})).rejects.toMatchObject(reason);
    await expect(runRetrainJob(job, {})).rejects.toMatchObject(reason);
    expect(await listVersions(modelFolder())).toStrictEqual([]);
    expect(await listRuns(modelFolder(), 1)).toMatchObject([{ outcome: 'failed', exitCode: 2 }]);
  });

  it('does not publish over its own data, also where a pattern finds them', async () => {
    const data = join(folder, 'data.csv');
    const job = await night(folder, 200, { files: [join(folder, 'd*.csv')], outputs: [data] });
    const message = expect.stringContaining('data.csv" is read by this command and would be lost');
    await expect(runRetrainJob(job, {})).rejects.toMatchObject({ exitCode: 2, message });
  });

  it('refuses stale data when an age is given', async () => {
    const job = await night(folder, 200, { maxAge: 2 * 86_400 });
    expect((await runRetrainJob(job, {})).record.outcome).toBe('promoted');
    const late = jobOn(folder, 203, { maxAge: 2 * 86_400 });
    await expect(runRetrainJob(late, {})).rejects.toThrow(/check age/);
  });

  it('starts anew when the recipe asks for other columns than the champion', async () => {
    await runRetrainJob(await night(folder, 200), {});
    const renamed = csv(201).replace('visitors', 'guests');
    await writeFile(join(folder, 'data.csv'), renamed);
    const reading = { time: 'date', target: ['guests'] };
    const { record } = await runRetrainJob(jobOn(folder, 201, { reading }), {});
    expect(record.outcome).toBe('promoted');
    expect(record.details.judgement).toMatchObject({ opponent: 'none' });
  });

  it('is not stopped by a damaged record or by a damaged version that does not serve', async () => {
    const first = (await runRetrainJob(await night(folder, 200), {})).record;
    await runRetrainJob(await night(folder, 201), {});
    const second = (await runRetrainJob(await night(folder, 202), {})).record;
    await writeFile(join(modelFolder().folder, 'runs', `${second.run}.json`), '{');
    const old = join(modelFolder().folder, 'versions', first.champion!, 'version.json');
    await writeFile(old, 'scribble');
    const { record } = await runRetrainJob(await night(folder, 203), {});
    expect(record).toMatchObject({ outcome: 'promoted', exitCode: 0 });
    // Found when old versions were to be removed, and set aside, so that the next night can.
    expect(await verifyModelFolder(modelFolder())).toStrictEqual([]);
    expect(
      (await runRetrainJob(await night(folder, 204), {})).record.details.warnings,
    ).toStrictEqual([]);
    expect(await listVersions(modelFolder())).toHaveLength(3);
  });

  it('goes on where a run was stopped after it had published a version', async () => {
    const job = await night(folder, 200);
    const publish = () => Promise.reject(new Error('the power went'));
    await expect(runRetrainJob({ ...job, publish }, {})).rejects.toThrow('the power went');
    const [made] = await listVersions(modelFolder());
    const { record } = await runRetrainJob({ ...job, now: new Date('2026-01-01') }, {});
    expect(record).toMatchObject({ champion: made!.version, challenger: made!.version });
    expect(await listVersions(modelFolder())).toHaveLength(1);
  });

  it('tells in its record of a run before it that was killed', async () => {
    const dead = { ...(await thisProcess()), started: 'another time' };
    await mkdir(join(modelFolder().folder, 'locks'), { recursive: true });
    await writeFile(join(modelFolder().folder, 'locks', '1'), JSON.stringify(dead));
    const first = (await runRetrainJob(await night(folder, 200), {})).record;
    expect(first.details.warnings).toStrictEqual([
      `the run before this one (process ${dead.pid}) was killed on its way`,
    ]);
    const second = (await runRetrainJob(await night(folder, 201), {})).record;
    expect(second.details.warnings).toStrictEqual([]);
  });

  it('keeps as many versions and records as asked', async () => {
    for (const rows of [200, 201, 202, 203, 204]) {
      await runRetrainJob(await night(folder, rows), {});
    }
    expect(await listVersions(modelFolder())).toHaveLength(3);
    expect(await listRuns(modelFolder(), 99)).toHaveLength(5);
    expect(await listForecasts(modelFolder(), 99)).toHaveLength(5);
    const { record } = await runRetrainJob(await night(folder, 205, { keepRuns: 2 }), {});
    expect((await listRuns(modelFolder(), 99))[0]).toStrictEqual(record);
    expect(await listRuns(modelFolder(), 99)).toHaveLength(2);
    expect(await listForecasts(modelFolder(), 99)).toHaveLength(2);
  });

  it('exits 6 while another run holds the lock, or waits for it', async () => {
    const job = await night(folder, 200);
    const lock = await acquireLock(modelFolder());
    await expect(runRetrainJob(job, {})).rejects.toMatchObject({ exitCode: 6 });
    const half = join(modelFolder().folder, 'versions', `.half.${process.pid}-0.tmp`);
    await mkdir(dirname(half), { recursive: true });
    await writeFile(half, '');
    expect(await verifyModelFolder(modelFolder()), 'a run at work is no fault').toStrictEqual([]);
    setTimeout(() => lock.release(), 100);
    expect((await runRetrainJob({ ...job, lockTimeout: 20 }, {})).record.exitCode).toBe(0);
  });

  it('only says what it would do in a dry run', async () => {
    const job = await night(folder, 200);
    const plan = (await planRetrain(job, {})).join('\n');
    expect(plan).toContain('would train linear for 3 steps on 200 rows up to 2025-07-19');
    expect(plan).toContain('5 cutoffs against the baselines');
    expect(await listVersions(modelFolder())).toStrictEqual([]);
    await runRetrainJob(job, {});
    expect(await planRetrain(job, {})).toStrictEqual([
      'there is nothing to do: nothing is new since the last run',
    ]);
  });
});
