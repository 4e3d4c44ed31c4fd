/**
 * A queue of tasks in shared memory. The main thread offers a round of tasks; every thread, itself
 * included, takes them one by one until none is left. Which thread takes which task is open; what a task
 * computes does not depend on it.
 */
export interface WorkQueue {
  /** Main thread: offers a round and wakes the workers. */
  offer(round: Round): void;
  /** The number of a task of the current round, or -1 when there is none for this thread. */
  take(): number;
  /** The current round; certain not to change while a task taken from it is unfinished. */
  round(): Round;
  /** Says that a task which was taken is done. */
  finish(): void;
  /**
   * Main thread: waits until all tasks are done.
   * @param patience - seconds within which some thread must finish a task
   * @throws Error when a worker failed or went silent
   */
  join(tasks: number, patience: number): void;
  /** Main thread: wakes the workers to read their post. */
  announcePost(): void;
  /** Worker: waits for a round or for post. True when there is post. */
  sleep(): boolean;
  /** Worker: says that it cannot go on. */
  fail(): void;
}

/** Tasks 0 … tasks - 1 of one program of one network. */
export interface Round {
  readonly job: number;
  /** Index of the program in `programNames`. */
  readonly program: number;
  readonly batchSize: number;
  readonly tasks: number;
  /** How many workers may take part: a network has arenas for that many. */
  readonly workers: number;
}

// Cells of the shared array.
const SIGNAL = 0; // changes whenever a worker should look
const OPEN = 1; // number of the round in the high half, tasks not yet taken in the low half
const FINISHED = 2;
const POSTED = 3;
const FAILED = 4;
const JOB = 5;
const PROGRAM = 6;
const BATCH_SIZE = 7;
const TASKS = 8;
const WORKERS = 9;
const CELLS = 16;

/** How often a thread looks before it sleeps: about the time that waking up takes. */
const LOOKS = 4000;

/** Shared memory for a queue. */
export const createQueueMemory = () => new SharedArrayBuffer(CELLS * 4);

/** A thread's view of the queue; `worker` is its number from 0, or -1 for the main thread. */
export function openQueue(memory: SharedArrayBuffer, worker: number): WorkQueue {
  const cells = new Int32Array(memory);
  let signalSeen = 0;
  let postSeen = 0;

  function wake(): void {
    Atomics.add(cells, SIGNAL, 1);
    Atomics.notify(cells, SIGNAL);
  }

  /** Waits until a cell no longer holds `value`; false when the patience ran out. */
  function awaitChange(cell: number, value: number, patienceMs: number): boolean {
    for (let look = 0; look < LOOKS; look++) {
      if (Atomics.load(cells, cell) !== value) return true;
    }
    return Atomics.wait(cells, cell, value, patienceMs) !== 'timed-out';
  }

  return {
    offer(round) {
      const number = ((Atomics.load(cells, OPEN) >>> 16) + 1) & 0xffff;
      Atomics.store(cells, FINISHED, 0);
      Atomics.store(cells, JOB, round.job);
      Atomics.store(cells, PROGRAM, round.program);
      Atomics.store(cells, BATCH_SIZE, round.batchSize);
      Atomics.store(cells, TASKS, round.tasks);
      Atomics.store(cells, WORKERS, round.workers);
      Atomics.store(cells, OPEN, (number << 16) | round.tasks);
      wake();
    },
    take() {
      for (;;) {
        const open = Atomics.load(cells, OPEN);
        const left = open & 0xffff;
        if (left === 0 || worker >= Atomics.load(cells, WORKERS)) return -1;
        // The round's number is part of the cell: the exchange fails if another round began meanwhile.
        if (Atomics.compareExchange(cells, OPEN, open, open - 1) === open) {
          return Atomics.load(cells, TASKS) - left;
        }
      }
    },
    round: () => ({
      job: Atomics.load(cells, JOB),
      program: Atomics.load(cells, PROGRAM),
      batchSize: Atomics.load(cells, BATCH_SIZE),
      tasks: Atomics.load(cells, TASKS),
      workers: Atomics.load(cells, WORKERS),
    }),
    finish() {
      Atomics.add(cells, FINISHED, 1);
      Atomics.notify(cells, FINISHED);
    },
    join(tasks, patience) {
      // Second by second: a machine that was asleep in between counts as one second of silence.
      for (let silent = 0; ; ) {
        const finished = Atomics.load(cells, FINISHED);
        if (Atomics.load(cells, FAILED) !== 0) throw new Error('a worker thread failed');
        if (finished === tasks) return;
        if (awaitChange(FINISHED, finished, 1000)) silent = 0;
        else if (++silent >= patience) {
          throw new Error(
            `a worker thread does not answer: no task was finished for ${silent} seconds`,
          );
        }
      }
    },
    announcePost() {
      Atomics.add(cells, POSTED, 1);
      wake();
    },
    sleep() {
      awaitChange(SIGNAL, signalSeen, Number.POSITIVE_INFINITY);
      signalSeen = Atomics.load(cells, SIGNAL);
      const posted = Atomics.load(cells, POSTED);
      const post = posted !== postSeen;
      postSeen = posted;
      return post;
    },
    fail() {
      Atomics.store(cells, FAILED, 1);
      Atomics.add(cells, FINISHED, 1); // wakes the main thread whatever it waits for
      Atomics.notify(cells, FINISHED);
    },
  };
}
