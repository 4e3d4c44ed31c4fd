import { resolve } from 'node:path';
import type { Interfaces } from '@oclif/core';
import { usageError } from '../errors.js';
import type { RetrainJob } from '../workflows/retrain/job.js';
import type { evaluatingFlags } from './flags/evaluating.js';
import { clock, modellingRequest } from './flags/job.js';
import type { modellingFlags } from './flags/modelling.js';
import { type readingFlags, readingOptions } from './flags/reading.js';
import {
  type checkFlags,
  type gateFlags,
  type keepRunsFlag,
  type publishFlags,
  type retentionFlags,
  retentionRules,
  severitiesOf,
  type warmFlag,
} from './flags/retrain.js';
import { sampleRequest } from './flags/shard.js';
import { storePlace } from './flags/store.js';
import { checkEnding } from './output-files.js';
import { presentServing } from './presentations/retrain.js';
import { publishFiles } from './publish.js';

/** Nearly three years of nights. */
const KEPT_RUNS = 1000;

type Flags = Interfaces.InferredFlags<
  typeof modellingFlags &
    Pick<typeof evaluatingFlags, 'windows' | 'stride' | 'test-size' | 'val-size'> &
    typeof gateFlags &
    typeof checkFlags &
    typeof publishFlags &
    typeof retentionFlags &
    typeof keepRunsFlag &
    typeof warmFlag &
    typeof readingFlags
> & {
  readonly store?: string | undefined;
  readonly name?: string | undefined;
  readonly 'lock-timeout'?: number | undefined;
  readonly force?: boolean | undefined;
  readonly sample?: number | undefined;
};

/** The flags of `retrain` as its workflow takes them. @throws UserError (exit 2) where they cannot be */
export function retrainJob(
  files: readonly string[],
  flags: Flags,
  version: string,
  command: string,
): RetrainJob {
  const outputs = (flags.publish ?? []).map((path) => resolve(path));
  for (const path of outputs) checkEnding(path);
  const sample = sampleRequest(flags);
  if (sample !== undefined && outputs.length > 0) {
    throw usageError(
      '--publish beside --sample: the night reads the sample, and would publish no other series',
      'forecast all of them with gatecast predict, in shards if they are many: gatecast schedule … --parts N',
    );
  }
  return {
    ...storePlace(flags),
    files,
    reading: readingOptions(flags, sample),
    modelling: modellingRequest(flags),
    plan: {
      windows: flags.windows,
      stride: flags.stride,
      testSize: flags['test-size'],
      validationSize: flags['val-size'],
    },
    maxAge: flags['max-age'] ?? null,
    severities: severitiesOf(flags.check),
    gates: {
      minSkill: flags['min-skill'] ?? 0,
      minGain: flags['min-gain'] ?? 0,
      significance: flags.significance ?? 0.05,
      fallback: flags.fallback ?? true,
    },
    retention: retentionRules(flags),
    keepRuns: flags['keep-runs'] ?? KEPT_RUNS,
    warm: flags.warm === true,
    force: flags.force === true,
    outputs,
    publish: (serving) => publishFiles(outputs, presentServing(serving, command), {}),
    version,
    clock,
    now: new Date(),
  };
}
