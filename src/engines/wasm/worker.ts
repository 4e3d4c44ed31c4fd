// Entry of a worker thread: takes tasks of the networks that the main thread made known to it, and sleeps
// in between. It never returns to its event loop, so messages are fetched, not awaited.
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { instantiate } from './module.js';
import { createRunner, programNames, type Runner } from './programs.js';
import { openQueue } from './work-queue.js';
import type { WorkerMessage, WorkerStart } from './worker-pool.js';

const { queueMemory, worker, jobs } = workerData as WorkerStart;
const queue = openQueue(queueMemory, worker);
const runners = new Map<number, Runner>();

function learn({ id, job }: WorkerMessage): void {
  if (job === null) {
    runners.delete(id);
    return;
  }
  const kernels = instantiate(job.module, job.memory);
  runners.set(id, createRunner(kernels, job.programs, job.places, worker + 1)); // main works in arena 0
}

function readPost(): void {
  for (;;) {
    const post = receiveMessageOnPort(parentPort!);
    if (!post) return;
    learn(post.message);
  }
}

function workOff(): void {
  for (let task = queue.take(); task !== -1; task = queue.take()) {
    const { job, program, batchSize } = queue.round();
    if (!runners.has(job)) readPost();
    runners.get(job)!(programNames[program]!, batchSize, task);
    queue.finish();
  }
}

// However the thread ends, the main thread must not wait for it.
process.on('exit', () => queue.fail());

for (const message of jobs) learn(message);
for (;;) {
  workOff();
  if (queue.sleep()) readPost();
}
