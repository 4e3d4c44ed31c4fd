import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random.js';
import { readAliases } from '../../src/store/aliases.js';
import { modelFolderOf } from '../../src/store/names.js';
import { verifyModelFolder } from '../../src/store/verify.js';
import { readVersion } from '../../src/store/versions.js';
import { runPredictJob } from '../../src/workflows/predict.js';
import type { RetrainJob } from '../../src/workflows/retrain/job.js';
import { runRetrainJob } from '../../src/workflows/retrain/retrain.js';
import { csv, jobOn, night } from './nights.js';

describe('a baseline as fallback', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatecast-fallback-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const modelFolder = () => modelFolderOf(join(folder, 'store'), 'visitors');

  const random = createRandom(5);
  let level = 60;
  const walk = Array.from({ length: 400 }, () => {
    level += 20 * (random.uniform() - 0.5);
    return level;
  });
  const usual = csv(400)
    .split('\n')
    .slice(1)
    .map((line) => Number(line.split(',')[1]));

  /** A random walk, on which no model is worth having. */
  const walking = (rows: number) => nightOf(rows, (n) => walk[n]!);
  /** From row 200 on in another unit. */
  const inOtherUnit = (rows: number) => nightOf(rows, (n) => (n < 200 ? 1 : 5) * usual[n]!);

  async function nightOf(rows: number, value: (n: number) => number): Promise<RetrainJob> {
    await writeFile(join(folder, 'data.csv'), csv(rows, value));
    return jobOn(folder, rows);
  }

  it('serves from the first night where no model passes the bar, and is marked', async () => {
    const { record, serving } = await runRetrainJob(await walking(300), {});
    expect(record).toMatchObject({ outcome: 'fallback', exitCode: 3 });
    expect(serving).toMatchObject({ fallback: true, model: expect.stringContaining('naive') });
    const facts = await readVersion(modelFolder(), record.champion!);
    expect(facts).toMatchObject({ fallback: true, model: serving!.model });
    const warnings: string[] = [];
    await runPredictJob(
      {
        files: [join(folder, 'data.csv')],
        model: { store: join(folder, 'store'), name: 'visitors' },
        reading: {},
        engine: { name: 'wasm', threads: 1 },
      },
      { say: ({ text }) => warnings.push(text) },
    );
    expect(warnings.join()).toContain('serves as fallback');
  });

  it('takes the place of a champion that has become worse, and gives it back', async () => {
    const { champion } = (await runRetrainJob(await night(folder, 200), {})).record;
    const first = (await runRetrainJob(await inOtherUnit(204), {})).record;
    expect(first).toMatchObject({ outcome: 'fallback', exitCode: 3 });
    expect(first.summary).toContain('in place of a champion that is worse');
    expect(await readAliases(modelFolder())).toStrictEqual({
      champion: first.champion,
      challenger: first.challenger,
      previous: champion,
    });
    const again = (await runRetrainJob(await inOtherUnit(205), {})).record;
    expect(again).toMatchObject({ outcome: 'fallback' });
    expect(again.champion).not.toBe(first.champion);
    expect((await readAliases(modelFolder())).previous).toBe(champion);
    // Corrected: the unit was an error of the export.
    const mended = (await runRetrainJob(await night(folder, 206), {})).record;
    expect(mended).toMatchObject({ outcome: 'promoted', exitCode: 0 });
    expect(mended.summary).toContain('a baseline has served');
    expect(await verifyModelFolder(modelFolder())).toStrictEqual([]);
  });

  it('has nothing to do on the same data, and goes on where it was stopped', async () => {
    const job = await walking(300);
    const publish = () => Promise.reject(new Error('the power went'));
    await expect(runRetrainJob({ ...job, publish }, {})).rejects.toThrow('the power went');
    const { champion } = await readAliases(modelFolder());
    const later = { ...job, now: new Date('2027-01-01') };
    expect((await runRetrainJob(later, {})).record).toMatchObject({
      outcome: 'fallback',
      champion,
    });
    expect((await runRetrainJob(later, {})).record.outcome).toBe('nothing-to-do');
  });

  it('is not wanted with --no-fallback: the champion stays', async () => {
    const { champion } = (await runRetrainJob(await night(folder, 200), {})).record;
    const job = await inOtherUnit(204);
    const gates = { ...job.gates, fallback: false };
    const { record } = await runRetrainJob({ ...job, gates }, {});
    expect(record).toMatchObject({ outcome: 'kept', exitCode: 3, champion });
    expect(record.details.warnings).toContainEqual(expect.stringContaining('try another --model'));
  });
});
