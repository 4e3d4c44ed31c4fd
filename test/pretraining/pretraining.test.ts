import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BUCKETS, drawBatch } from '../../src/pretraining/batches.js';
import {
  type Checkpoint,
  decodeCheckpoint,
  encodeCheckpoint,
} from '../../src/pretraining/checkpoint.js';
import { pretrain, RECIPE, type TrainingRun } from '../../src/pretraining/train.js';

const quiet: Omit<TrainingRun, 'load' | 'save'> = {
  threads: 1,
  every: 1,
  log() {},
  clock: () => 0,
};

describe('pretraining', () => {
  it('goes on after a kill as if it had never stopped', async () => {
    const recipe = { ...RECIPE, steps: 3 };
    const whole = await pretrain(recipe, { ...quiet, load: () => null, save() {} });
    let kept: Uint8Array | null = null;
    const save = (checkpoint: Checkpoint) => {
      kept = encodeCheckpoint(checkpoint);
    };
    await pretrain(recipe, { ...quiet, until: 1, load: () => null, save });
    const resumed = await pretrain(recipe, {
      ...quiet,
      load: () => kept && decodeCheckpoint(kept),
      save,
    });
    expect(Buffer.from(resumed.buffer)).toEqual(Buffer.from(whole.buffer));
  }, 120_000);

  it('refuses the checkpoint of another recipe', async () => {
    const run = { ...quiet, save() {} };
    const numbers = new Float32Array(0);
    const other = {
      recipe: '{}',
      steps: 3,
      step: 1,
      weights: numbers,
      first: numbers,
      second: numbers,
    };
    await expect(pretrain(RECIPE, { ...run, load: () => other })).rejects.toThrow('another recipe');
  });

  it('draws the same series on every machine, all of them finite and most of them different', () => {
    const batch = drawBatch('step 1', 1, BUCKETS[0]!);
    const { inputs } = batch.inputs;
    expect(inputs!.every(Number.isFinite)).toBe(true);
    const again = drawBatch('step 1', 1, BUCKETS[0]!);
    const hash = (numbers: Float32Array) =>
      createHash('sha256').update(Buffer.from(numbers.buffer)).digest('hex').slice(0, 16);
    expect(hash(again.inputs.inputs!)).toBe(hash(inputs!));
    expect(hash(inputs!)).toMatchInlineSnapshot(`"56c9dd0351a6b300"`);
    expect(hash(drawBatch('step 2', 1, BUCKETS[0]!).inputs.inputs!)).not.toBe(hash(inputs!));
  });
});
