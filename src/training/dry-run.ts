import { type MemberJob, type MemberStart, startMember } from './member.js';
import { meanLoss, train } from './train.js';
import type { BatchSource } from './training.js';

/** What one training will take, judged by its first steps. */
export interface MemberDryRun {
  /** As training would start with. */
  readonly weights: Float32Array;
  /** Compiling, and judging the first weights. */
  readonly startSeconds: number;
  /** One pass over the training windows, and judging what it led to. */
  readonly epochSeconds: number;
}

/** Share of the time that is left for judging. */
const JUDGING = 0.2;

/**
 * Trains for `seconds` of the clock and throws the result away. Runs get longer, and the last of them
 * counts: the first ones wait for threads and for code to be compiled.
 */
export async function dryRunMember(
  job: MemberJob,
  seconds: number,
  clock: () => number,
): Promise<MemberDryRun> {
  const begun = clock();
  const start = await startMember(job);
  const compiled = clock() - begun;
  const weights = start.network.weights();
  try {
    const step = await stepSeconds(start, job, (1 - JUDGING) * seconds, clock);
    const judging = judgingSeconds(start, job, JUDGING * seconds, clock);
    const steps = start.training.count / job.settings.batchSize;
    return { weights, startSeconds: compiled + judging, epochSeconds: steps * step + judging };
  } finally {
    start.network.dispose();
  }
}

/** Of one full batch. */
async function stepSeconds(
  { network, training }: MemberStart,
  { settings }: MemberJob,
  seconds: number,
  clock: () => number,
): Promise<number> {
  const { batchSize } = settings;
  const until = clock() + seconds;
  for (let steps = 2; ; steps *= 2) {
    const windowsPerEpoch = steps * batchSize;
    const begun = clock();
    const { steps: taken } = await train(network, training, null, {
      ...settings,
      epochs: 1,
      windowsPerEpoch,
      budgetSeconds: Number.POSITIVE_INFINITY,
    });
    const each = (clock() - begun) / taken;
    if (clock() >= until) return each;
  }
}

/** Of all validation windows. */
function judgingSeconds(
  { network, validation }: MemberStart,
  { settings: { batchSize } }: MemberJob,
  seconds: number,
  clock: () => number,
): number {
  if (!validation) return 0;
  const until = clock() + seconds;
  for (let batches = 1; ; batches *= 2) {
    const part = first(validation, batches * batchSize);
    const begun = clock();
    meanLoss(network, part, batchSize);
    const all = ((clock() - begun) * validation.count) / part.count;
    if (clock() >= until || part.count === validation.count) return all;
  }
}

const first = (source: BatchSource, count: number): BatchSource => ({
  ...source,
  count: Math.min(count, source.count),
});
