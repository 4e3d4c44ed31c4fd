import { describe, expect, it } from 'vitest';
import { parseShard } from '../../../src/cli/shards/parse-shard.js';

describe('--shard', () => {
  it('is part K of N, counted from 1', () => {
    expect(parseShard('7/64', {})).toEqual({ index: 7, count: 64 });
  });

  it.each([
    ['65/64', 'there is no part 65 of 64'],
    ['0/4', 'there is no part 0 of 4'],
    ['0/0', 'there is no part of 0 parts'],
    ['7', 'is no shard'],
    ['-1/3', 'is no shard'],
    ['1.5/3', 'is no shard'],
  ])('refuses %s', (text, message) => {
    expect(() => parseShard(text, {})).toThrow(message);
  });

  it.each([
    [
      'Slurm',
      { SLURM_ARRAY_TASK_ID: '12', SLURM_ARRAY_TASK_COUNT: '8', SLURM_ARRAY_TASK_MIN: '10' },
      3,
      8,
    ],
    ['Kubernetes', { JOB_COMPLETION_INDEX: '0', JOB_COMPLETION_COUNT: '8' }, 1, 8],
    ['AWS Batch', { AWS_BATCH_JOB_ARRAY_INDEX: '7', AWS_BATCH_JOB_ARRAY_SIZE: '8' }, 8, 8],
    ['Google Batch', { BATCH_TASK_INDEX: '2', BATCH_TASK_COUNT: '8' }, 3, 8],
    ['Cloud Run', { CLOUD_RUN_TASK_INDEX: '2', CLOUD_RUN_TASK_COUNT: '8' }, 3, 8],
    ['PBS', { PBS_ARRAY_INDEX: '2', PBS_ARRAY_COUNT: '8' }, 2, 8],
    ['Torque', { PBS_ARRAYID: '2', PBS_ARRAY_COUNT: '8' }, 2, 8],
    ['GNU parallel', { PARALLEL_SEQ: '2', PARALLEL_COUNT: '8' }, 2, 8],
  ])('auto asks %s', (_name, environment, index, count) => {
    expect(parseShard('auto', environment)).toEqual({ index, count });
  });

  it('auto refuses an index without a count, and says how it comes to be known', () => {
    expect(() => parseShard('auto', { JOB_COMPLETION_INDEX: '3' })).toThrow(
      'JOB_COMPLETION_INDEX is 3, and Kubernetes does not say of how many (JOB_COMPLETION_COUNT is not set)',
    );
  });

  it('auto refuses to run outside of an array, and with an index beyond the count', () => {
    expect(() => parseShard('auto', {})).toThrow('no array job has started this');
    const beyond = { AWS_BATCH_JOB_ARRAY_INDEX: '8', AWS_BATCH_JOB_ARRAY_SIZE: '8' };
    expect(() => parseShard('auto', beyond)).toThrow('there is no part 9 of 8');
    const odd = { SLURM_ARRAY_TASK_ID: 'x', SLURM_ARRAY_TASK_COUNT: '8' };
    expect(() => parseShard('auto', odd)).toThrow('SLURM_ARRAY_TASK_ID is "x"');
  });
});
