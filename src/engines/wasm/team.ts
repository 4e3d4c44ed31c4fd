import { type Job, processCrew } from './crew.js';
import type { Kernels } from './kernels.js';
import { createRunner, type ProgramName, programNames } from './programs.js';

/** The threads that share a network's work; the calling one takes part. */
export interface Team {
  /**
   * Runs tasks 0 … tasks - 1 of a program and returns when all are done.
   * @throws Error when a worker thread failed.
   */
  run(program: ProgramName, batchSize: number, tasks: number): void;
  /** Lets the workers forget the network. */
  dispose(): void;
}

/** A team of the calling thread alone, or of up to `threads` threads when there are more. */
export function createTeam(
  job: Job,
  kernels: Kernels,
  { threads, patience }: { readonly threads: number; readonly patience: number },
): Team {
  const runner = createRunner(kernels, job.programs, job.places, 0);
  const alone: Team = {
    run(program, batchSize, tasks) {
      for (let task = 0; task < tasks; task++) runner(program, batchSize, task);
    },
    dispose() {},
  };
  if (threads === 1) return alone;

  const crew = processCrew();
  const id = crew.enlist(job);
  crew.grow(threads - 1);
  return {
    run(program, batchSize, tasks) {
      crew.check();
      if (tasks === 1) {
        alone.run(program, batchSize, tasks);
        return;
      }
      const { queue } = crew;
      queue.offer({
        ...{ job: id, batchSize, tasks },
        program: programNames.indexOf(program),
        workers: threads - 1,
      });
      for (let task = queue.take(); task !== -1; task = queue.take()) {
        runner(program, batchSize, task);
        queue.finish();
      }
      crew.join(tasks, patience);
    },
    dispose: () => crew.dismiss(id),
  };
}
