import { Flags } from '@oclif/core';
import type { SeriesSample } from '../../data/panel/sample.js';
import type { Shard } from '../../data/panel/shard.js';
import { DEFAULT_SEED } from '../../workflows/modelling.js';
import { parseShard } from '../shards/parse-shard.js';
import { integerFlag } from './values.js';

const helpGroup = 'MANY MACHINES';

/** Which of many series a model learns from. */
export const sampleFlag = {
  sample: integerFlag({
    helpGroup,
    min: 1,
    summary: 'Series to learn from, drawn by the seed from a panel of more [default: all]',
  }),
};

/** One of many runs that share a panel between them. */
export const shardFlags = {
  shard: Flags.custom<Shard>({
    helpGroup,
    helpValue: 'K/N|auto',
    summary:
      'Only the series of part K of N, by a hash of the id; "auto" asks the array job of Slurm, Kubernetes, AWS, Google, PBS or GNU parallel',
    parse: async (input) => parseShard(input, process.env),
  })(),
  resume: Flags.boolean({
    helpGroup,
    summary: 'Do nothing where the output of this shard, of the same files and settings, is there',
  }),
};

/** The series that a model learns from, by the seed of the training. */
export function sampleRequest(flags: {
  readonly sample?: number | undefined;
  readonly seed?: number | undefined;
}): SeriesSample | undefined {
  const { sample, seed = DEFAULT_SEED } = flags;
  return sample === undefined ? undefined : { count: sample, seed };
}
