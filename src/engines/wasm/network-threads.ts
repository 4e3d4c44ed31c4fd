import type { Kernels } from './kernels.js';
import { createRunner, type ProgramName, programNames } from './programs.js';
import { type Job, processPool } from './worker-pool.js';

/** The threads that share a network's work; the calling one takes part. */
export interface NetworkThreads {
  /**
   * Runs tasks 0 … tasks - 1 of a program and returns when all are done.
   * @throws Error when a worker thread failed.
   */
  run(program: ProgramName, batchSize: number, tasks: number): void;
  /** Lets the workers forget the network. */
  dispose(): void;
}

/** The calling thread alone, or up to `threads` threads when there are more. */
export function createThreads(
  job: Job,
  kernels: Kernels,
  { threads, patience }: { readonly threads: number; readonly patience: number },
): NetworkThreads {
  const runner = createRunner(kernels, job.programs, job.places, 0);
  const alone: NetworkThreads = {
    run(program, batchSize, tasks) {
      for (let task = 0; task < tasks; task++) runner(program, batchSize, task);
    },
    dispose() {},
  };
  if (threads === 1) return alone;

  const pool = processPool();
  const id = pool.enlist(job);
  pool.grow(threads - 1);
  return {
    run(program, batchSize, tasks) {
      pool.check();
      if (tasks === 1) {
        alone.run(program, batchSize, tasks);
        return;
      }
      const { queue } = pool;
      queue.offer({
        job: id,
        batchSize,
        tasks,
        program: programNames.indexOf(program),
        workers: threads - 1,
      });
      for (let task = queue.take(); task !== -1; task = queue.take()) {
        runner(program, batchSize, task);
        queue.finish();
      }
      pool.join(tasks, patience);
    },
    dispose: () => pool.dismiss(id),
  };
}
