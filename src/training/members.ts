import { Worker } from 'node:worker_threads';
import { UserError } from '../errors.js';
import { type MemberJob, type MemberResult, trainMember } from './member.js';
import type { MemberMessage } from './member-messages.js';
import type { Checkpoint, Checkpoints, EpochRecord, TrainingHooks } from './training.js';

/** A thread cannot load TypeScript: it runs what `npm run build` made, also from source. */
const WORKER_FILE = new URL('../../dist/bundle/workers/member-worker.js', import.meta.url);

export interface MembersHooks extends Pick<TrainingHooks, 'signal' | 'clock'> {
  /** Epochs that all members together have finished, and the newest one's record. */
  readonly onEpoch?: (finished: number, record: EpochRecord) => void;
  /** Members then take turns, because a worker cannot reach them. */
  readonly checkpoints?: Checkpoints;
}

/**
 * Trains networks that do not depend on each other: side by side on the threads at hand, each then on
 * one thread, or one after the other. The result is the same. A time budget needs the caller's clock,
 * which a worker has not got, so such trainings take turns.
 */
export async function trainAll(
  jobs: readonly MemberJob[],
  threads: number,
  hooks: MembersHooks,
): Promise<MemberResult[]> {
  let finished = 0;
  const onEpoch = (record: EpochRecord) => hooks.onEpoch?.(++finished, record);
  const { signal, clock, checkpoints } = hooks;
  const budgeted = jobs.some(({ settings }) => Number.isFinite(settings.budgetSeconds));
  if (jobs.length > 1 && threads > 1 && !budgeted && !checkpoints) {
    return inParallel(jobs, threads, onEpoch, signal);
  }
  const results: MemberResult[] = [];
  for (const [member, job] of jobs.entries()) {
    const resume = checkpoints?.load(member) ?? null;
    finished += resume?.epoch ?? 0;
    const own = {
      onEpoch,
      ...(signal && { signal }),
      ...(clock && { clock }),
      ...(resume && { resume }),
      ...(checkpoints && {
        onCheckpoint: (state: Checkpoint) => checkpoints.save(member, state),
      }),
    };
    results.push(await trainMember(job, own));
  }
  return results;
}

/** Each thread takes the next job as soon as it is free; results keep the order of the jobs. */
async function inParallel(
  jobs: readonly MemberJob[],
  threads: number,
  onEpoch: (record: EpochRecord) => void,
  signal: AbortSignal | undefined,
): Promise<MemberResult[]> {
  const results: MemberResult[] = [];
  let next = 0;
  const takeTurns = async () => {
    for (let i = next++; i < jobs.length; i = next++) {
      results[i] = await inWorker(jobs[i]!, onEpoch, signal);
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads, jobs.length) }, takeTurns));
  return results;
}

function inWorker(
  job: MemberJob,
  onEpoch: (record: EpochRecord) => void,
  signal: AbortSignal | undefined,
): Promise<MemberResult> {
  const single = { ...job, engine: { ...job.engine, threads: 1 } };
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER_FILE, { workerData: single });
    const abort = () => {
      if (job.settings.keepBest) worker.postMessage('abort');
      else {
        reject(signal?.reason);
        void worker.terminate();
      }
    };
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort);
    worker.on('message', (message: MemberMessage) => {
      if (message.kind === 'epoch') onEpoch(message.record);
      else if (message.kind === 'done') resolve(message.member);
      else reject(new UserError(message.message, message.hint, message.exitCode));
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      signal?.removeEventListener('abort', abort);
      reject(new Error(`a training thread ended early, with code ${code}`));
    });
  });
}
