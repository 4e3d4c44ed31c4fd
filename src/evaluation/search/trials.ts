import { Worker } from 'node:worker_threads';
import { runTrial, type TrialHooks, type TrialJob, type TrialResult } from './trial.js';

/** A thread cannot load TypeScript: it runs what `npm run build` made, also from source. */
const WORKER_FILE = new URL('../../../dist/bundle/workers/trial-worker.js', import.meta.url);

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
    const lane = parallel ? openLane(hooks.signal) : null;
    try {
      for (let i = next++; i < jobs.length; i = next++) {
        hooks.signal?.throwIfAborted();
        const job = jobs[i]!;
        await onResult(i, await (lane ? lane.run(job) : runTrial(job, hooks)));
      }
    } finally {
      await lane?.close();
    }
  };
  const lanes = parallel ? Math.min(threads, jobs.length) : 1;
  await Promise.all(Array.from({ length: lanes }, takeTurns));
}

/** A thread that runs one trial after the other: starting one takes as long as a small trial. */
function openLane(signal: AbortSignal | undefined) {
  const worker = new Worker(WORKER_FILE);
  let ended: unknown = null;
  let reject = (_: unknown) => {};
  const fail = (reason: unknown) => {
    ended ??= reason;
    reject(reason);
  };
  const abort = () => fail(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  worker.on('error', fail);
  worker.on('exit', (code) =>
    fail(new Error(`a thread of the search ended early, with code ${code}`)),
  );
  return {
    run: (job: TrialJob) =>
      new Promise<TrialResult>((resolve, refuse) => {
        if (ended !== null) return refuse(ended);
        reject = refuse;
        worker.once('message', resolve);
        worker.postMessage({ ...job, engine: { ...job.engine, threads: 1 } });
      }),
    async close() {
      signal?.removeEventListener('abort', abort);
      await worker.terminate();
    },
  };
}
