import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modelFolderOf } from '../../src/store/names.js';
import { modelPath } from '../../src/store/versions.js';
import type { RetrainJob } from '../../src/workflows/retrain/job.js';
import { runRetrainJob } from '../../src/workflows/retrain/retrain.js';
import { night } from './nights.js';

const gates = { minSkill: -100, minGain: 0, significance: 1, fallback: false };

describe('a warm start', () => {
  let root = '';
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'gatecast-warm-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  async function neural(folder: string, rows: number, more: Record<string, unknown> = {}) {
    const job = await night(folder, rows, { warm: true, gates });
    const options = { hidden: 4, epochs: 4, ...more };
    return { ...job, modelling: { ...job.modelling, models: ['gru'], options } };
  }

  /** Two nights; the second one's record and model. */
  async function twoNights(name: string, second: Partial<RetrainJob> = {}, options = {}) {
    const folder = await mkdtemp(join(root, name));
    const first = (await runRetrainJob(await neural(folder, 150), {})).record;
    const { record } = await runRetrainJob(
      { ...(await neural(folder, 151, options)), ...second },
      {},
    );
    const path = modelPath(modelFolderOf(join(folder, 'store'), 'visitors'), record.challenger!);
    return { folder, first, record, model: await readFile(path) };
  }

  const notes = ({ details }: { readonly details: { readonly [key: string]: unknown } }) =>
    JSON.stringify([details.training, details.remarks]);

  it('goes on from the champion, is on record, and gives the same bytes again', async () => {
    const warm = await twoNights('a');
    expect(warm.record.details.training).toMatchObject({ warmFrom: warm.first.champion });
    expect(notes(warm.record)).toContain('goes on from the weights');
    expect(notes(warm.first)).toContain('starts from scratch, as nothing serves yet');
    expect((await twoNights('b')).model).toStrictEqual(warm.model);
    const cold = await twoNights('c', { warm: false });
    expect(cold.record.details.training).toMatchObject({ warmFrom: null });
    expect(cold.model).not.toStrictEqual(warm.model);
    const later = { ...(await neural(warm.folder, 151)), now: new Date('2026-01-01') };
    expect((await runRetrainJob(later, {})).record.outcome).toBe('nothing-to-do');
  });

  it('is from scratch, with a word, where the network is another', async () => {
    const { record } = await twoNights('a', {}, { hidden: 5 });
    expect(notes(record)).toContain('from scratch: the model before has another network');
    const linear = await night(await mkdtemp(join(root, 'b')), 150, { warm: true, gates });
    const { details } = (await runRetrainJob(linear, {})).record;
    expect(notes({ details })).toContain('linear starts from scratch, as it is not trained');
  });

  it('that was stopped goes on and ends bit-identical', async () => {
    const whole = await twoNights('a');
    const folder = await mkdtemp(join(root, 'b'));
    await runRetrainJob(await neural(folder, 150), {});
    const job = await neural(folder, 151);
    const epochs = (label: string) => (event: { readonly epoch: number }) => {
      if (label === 'gru' && event.epoch > 2) throw new Error('the power went');
    };
    await expect(runRetrainJob(job, { epochs })).rejects.toThrow('the power went');
    const { record } = await runRetrainJob(job, {});
    const path = modelPath(modelFolderOf(job.store, job.name), record.challenger!);
    expect(await readFile(path)).toStrictEqual(whole.model);
  });
});
