import { parentPort, workerData } from 'node:worker_threads';
import { runTrial, type TrialJob } from './trial.js';

/** Entry of a worker thread: runs the one trial that it was started with. An entry may own a clock. */
const job: TrialJob = workerData;
parentPort?.postMessage(await runTrial(job, { clock: () => performance.now() / 1000 }));
parentPort?.close();
