import type { Kernels } from './kernels.js';
import { createRunner, type ProgramName, type Programs } from './programs.js';
import type { Places } from './shards.js';

/** What a thread needs to run a network's programs. */
export interface Job {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly programs: Programs;
  readonly places: Places;
}

/** The threads that share a network's work; the calling one takes part. */
export interface Team {
  /** Runs tasks 0 … tasks - 1 of a program and returns when all are done. */
  run(program: ProgramName, batchSize: number, tasks: number): void;
  dispose(): void;
}

export function createTeam(job: Job, kernels: Kernels, _threads: number): Team {
  const runner = createRunner(kernels, job.programs, job.places, 0);
  return {
    run(program, batchSize, tasks) {
      for (let task = 0; task < tasks; task++) runner(program, batchSize, task);
    },
    dispose() {},
  };
}
