import { Worker } from 'node:worker_threads';
import { runTrial, type TrialHooks, type TrialJob, type TrialResult } from './trial.js';

/** A thread cannot load TypeScript: it runs what `npm run build` made, also from source. */
const WORKER_FILE = new URL('../../dist/evaluation/trial-worker.js', import.meta.url);

/**
 * Runs trials side by side on the threads at hand, each then on one thread, or one after the other.
 * The results are the same. A time budget needs the caller's clock, which a worker has not got, so such
 * trials take turns.
 * @param onResult - called for each as soon as it is known; the next on that thread waits for it
 */
export async function runTrials(
  jobs: readonly TrialJob[],
  threads: number,
  hooks: TrialHooks,
  onResult: (position: number, result: TrialResult) => Promise<void>,
): Promise<void> {
  const budgeted = jobs.some(({ options }) => typeof options.budget === 'number');
  const parallel = jobs.length > 1 && threads > 1 && !budgeted;
  let next = 0;
  const takeTurns = async () => {
    for (let i = next++; i < jobs.length; i = next++) {
      hooks.signal?.throwIfAborted();
      const job = jobs[i]!;
      const result = await (parallel ? inWorker(job, hooks.signal) : runTrial(job, hooks));
      await onResult(i, result);
    }
  };
  const lanes = parallel ? Math.min(threads, jobs.length) : 1;
  await Promise.all(Array.from({ length: lanes }, takeTurns));
}

function inWorker(job: TrialJob, signal: AbortSignal | undefined): Promise<TrialResult> {
  const single = { ...job, engine: { ...job.engine, threads: 1 } };
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER_FILE, { workerData: single });
    const abort = () => {
      reject(signal?.reason);
      void worker.terminate();
    };
    signal?.addEventListener('abort', abort, { once: true });
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', (code) => {
      signal?.removeEventListener('abort', abort);
      reject(new Error(`a thread of the search ended early, with code ${code}`));
    });
  });
}
