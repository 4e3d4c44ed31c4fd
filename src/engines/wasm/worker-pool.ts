import { Worker } from 'node:worker_threads';
import type { Programs } from './programs.js';
import type { Places } from './shards.js';
import { createQueueMemory, openQueue, type WorkQueue } from './work-queue.js';

/** What a thread needs to run a network's programs. */
export interface Job {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly programs: Programs;
  readonly places: Places;
}

/** A network that a worker should know, or, without a job, forget. */
export interface WorkerMessage {
  readonly id: number;
  readonly job: Job | null;
}

/** What a worker is started with. */
export interface WorkerStart {
  readonly queueMemory: SharedArrayBuffer;
  readonly worker: number;
  readonly jobs: readonly WorkerMessage[];
}

/** The worker threads of this process and their queue; networks share them and run one at a time. */
export interface WorkerPool {
  readonly queue: WorkQueue;
  /** Makes a network known to the workers and returns its number. */
  enlist(job: Job): number;
  /** Lets the workers forget a network, so that its memory can be freed. */
  dismiss(id: number): void;
  /** Sees to it that there are so many workers; they join in as soon as they have started. */
  grow(workers: number): void;
  /** @throws Error when a worker has failed or ended. */
  check(): void;
  /** Waits for a round's end. @throws Error as the queue's join; the pool is of no more use then. */
  join(tasks: number, patience: number): void;
}

/**
 * Workers run what `npm run build` made, also when this file is run as source: a thread cannot load
 * TypeScript.
 */
const WORKER_FILE = new URL('../../../dist/bundle/workers/worker.js', import.meta.url);

let current: WorkerPool | undefined;

/** The process's pool. After a failure a new one is made for networks compiled from then on. */
export function processPool(): WorkerPool {
  current ??= createPool(WORKER_FILE, () => {
    current = undefined;
  });
  return current;
}

/** A pool without workers yet; `onFailure` is called when one of them fails. */
export function createPool(file: URL, onFailure: () => void): WorkerPool {
  const queueMemory = createQueueMemory();
  const queue = openQueue(queueMemory, -1);
  const workers: Worker[] = [];
  const jobs = new Map<number, WorkerMessage>();
  let failure: Error | undefined;
  let nextId = 1;

  function fail(error: Error): void {
    failure ??= error;
    onFailure();
  }

  function start(worker: number): Worker {
    const data: WorkerStart = { queueMemory, worker, jobs: [...jobs.values()] };
    // A worker prints nothing; piped to ours, each one's streams would add listeners to them.
    const thread = new Worker(file, { workerData: data, stdout: true, stderr: true });
    const failed = (reason: string) =>
      fail(new Error(`worker thread ${worker + 1} failed: ${reason}`));
    thread.on('error', (error) => failed(error instanceof Error ? error.message : String(error)));
    thread.on('exit', (code) => failed(`it ended with code ${code}`));
    thread.unref(); // does not keep the process alive, and ends with it
    return thread;
  }

  function post(message: WorkerMessage): void {
    for (const thread of workers) thread.postMessage(message);
    queue.announcePost();
  }

  return {
    queue,
    enlist(job) {
      const message = { id: nextId++, job };
      jobs.set(message.id, message);
      post(message);
      return message.id;
    },
    dismiss(id) {
      jobs.delete(id);
      post({ id, job: null });
    },
    grow(count) {
      while (workers.length < count) workers.push(start(workers.length));
    },
    check() {
      if (failure) throw failure;
    },
    join(tasks, patience) {
      try {
        queue.join(tasks, patience);
      } catch (error) {
        fail(error as Error);
        throw error;
      }
    },
  };
}
