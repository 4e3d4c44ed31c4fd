import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modelFolderOf } from '../../src/store/names.js';
import type { RunRecord } from '../../src/store/runs.js';
import { modelPath } from '../../src/store/versions.js';
import type { RetrainJob } from '../../src/workflows/retrain/job.js';
import { runRetrainJob } from '../../src/workflows/retrain/retrain.js';
import { night } from './nights.js';

const EPOCHS = 5;

describe('a training that is stopped on the way', () => {
  let root = '';
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'gatecast-resume-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  async function neural(name: string, ensemble: number): Promise<RetrainJob> {
    const folder = await mkdtemp(join(root, name));
    const job = await night(folder, 150);
    const options = { lookback: 14, hidden: 4, epochs: EPOCHS, patience: EPOCHS, ensemble };
    return {
      ...job,
      modelling: { ...job.modelling, models: ['gru'], options },
      gates: { ...job.gates, minSkill: -100 },
    };
  }

  /** As it is on record, without what two runs need not share. */
  const judgementOf = ({ details }: RunRecord) => JSON.stringify(details.judgement, null, 1);

  const modelOf = async (job: RetrainJob, version: string) =>
    readFile(modelPath(modelFolderOf(job.store, job.name), version));
  const checkpointsOf = (job: RetrainJob) => join(job.store, job.name, 'checkpoints');

  /** Runs until a training has finished so many epochs, and then fails: that of the model to publish, or a judging one. */
  async function stopAfter(job: RetrainJob, epochs: number, stage = 'gru'): Promise<void> {
    const epochsOf = (label: string) => (event: { readonly epoch: number }) => {
      if (label === stage && event.epoch > epochs) throw new Error('the power went');
    };
    await expect(runRetrainJob(job, { epochs: epochsOf })).rejects.toThrow('the power went');
  }

  async function resume(job: RetrainJob, stage = 'gru') {
    let first = 0;
    const epochs = (label: string) => (event: { readonly epoch: number }) => {
      if (label === stage && first === 0) first = event.epoch;
    };
    const { record } = await runRetrainJob(job, { epochs });
    return { record, version: record.champion!, first };
  }

  it.each([
    ['one network', 1, 3],
    ['an ensemble, within its second member', 2, EPOCHS + 2],
  ])('goes on and ends bit-identical: %s', { timeout: 60_000 }, async (_, ensemble, epochs) => {
    const whole = await neural('whole', ensemble);
    const stopped = await neural('stopped', ensemble);
    const expected = await resume(whole);
    expect(expected.first).toBe(1);
    await stopAfter(stopped, epochs);
    const { version, first } = await resume(stopped);
    expect(first).toBeGreaterThan(1);
    expect(version).toBe(expected.version);
    expect(await modelOf(stopped, version)).toStrictEqual(await modelOf(whole, version));
    await expect(readdir(checkpointsOf(stopped))).rejects.toThrow('ENOENT');
  });

  it('goes on within the judging, and judges bit-identically', { timeout: 60_000 }, async () => {
    const whole = await neural('whole', 2);
    const stopped = await neural('stopped', 2);
    const expected = await resume(whole, 'judging');
    expect(expected.first).toBe(1);
    await stopAfter(stopped, EPOCHS + 3, 'judging');
    const { record, first } = await resume(stopped, 'judging');
    expect(first).toBeGreaterThan(EPOCHS + 1);
    expect(judgementOf(record)).toBe(judgementOf(expected.record));
    expect(record.champion).toBe(expected.version);
    await expect(readdir(checkpointsOf(stopped))).rejects.toThrow('ENOENT');
  });

  it('begins anew from a damaged checkpoint', { timeout: 60_000 }, async () => {
    const job = await neural('damaged', 1);
    await stopAfter(job, 3);
    for (const name of await readdir(checkpointsOf(job))) {
      await writeFile(join(checkpointsOf(job), name), 'scribble');
    }
    expect((await resume(job)).first).toBe(1);
  });
});
