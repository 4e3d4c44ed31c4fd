import { parentPort, workerData } from 'node:worker_threads';
import { runTrial, type TrialJob } from './trial.js';

/** Entry of a worker thread: runs the one trial that it was started with. Nobody looks at its seconds. */
const job: TrialJob = workerData;
parentPort?.postMessage(await runTrial(job, { clock: () => 0 }));
parentPort?.close();
