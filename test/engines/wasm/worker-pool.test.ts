import { describe, expect, it } from 'vitest';
import { createPool } from '../../../src/engines/wasm/worker-pool.js';

/** A worker that runs this instead of the engine's entry. */
const worker = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);

async function failureOf(code: string): Promise<string> {
  return new Promise((resolve) => {
    const pool = createPool(worker(code), () => {
      try {
        pool.check();
      } catch (error) {
        resolve((error as Error).message);
      }
    });
    pool.grow(1);
    // The workers do not keep the process alive; the test does.
    setTimeout(() => resolve('nothing happened'), 10_000);
  });
}

const queueFile = new URL('../../../dist/engines/wasm/work-queue.js', import.meta.url);

/** A worker that takes a task and then ends, without a word or with an error. */
const quitter = (end: string) =>
  worker(`
  import { workerData } from 'node:worker_threads';
  const { openQueue } = await import(${JSON.stringify(queueFile.href)});
  const queue = openQueue(workerData.queueMemory, workerData.worker);
  process.on('exit', () => queue.fail());
  while (queue.take() === -1) queue.sleep();
  ${end};
`);

describe('pool', () => {
  it.each(['process.exit(3)', 'throw new Error("lost")'])(
    'lets the main thread go when a worker ends in the middle of a task: %s',
    (end) => {
      const pool = createPool(quitter(end), () => {});
      pool.grow(1);
      pool.queue.offer({ job: 1, program: 0, batchSize: 8, tasks: 1, workers: 1 });
      // The main thread takes no task itself: it waits for the worker, which takes the only one.
      expect(() => pool.join(1, 10)).toThrow('a worker thread failed');
    },
  );

  it('notices within the patience a worker that is gone without a word, and is of no use then', () => {
    // A thread that is killed runs no handler: it just never finishes the task that it took.
    const pool = createPool(
      quitter('Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)'),
      () => {},
    );
    pool.grow(1);
    pool.queue.offer({ job: 1, program: 0, batchSize: 8, tasks: 1, workers: 1 });
    expect(() => pool.join(1, 1)).toThrow('no task was finished for 1 seconds');
    expect(() => pool.check()).toThrow('a worker thread does not answer');
  });

  it('reports the error that a worker threw', async () => {
    expect(await failureOf('throw new Error("out of paper")')).toContain('out of paper');
  });

  it('reports a worker that ended', async () => {
    expect(await failureOf('process.exit(7)')).toBe('worker thread 1 failed: it ended with code 7');
  });
});
