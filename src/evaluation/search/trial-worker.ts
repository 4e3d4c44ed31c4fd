import { parentPort } from 'node:worker_threads';
import { runTrial, type TrialJob } from './trial.js';

/** Entry of a worker thread: runs the trials that it is sent, in turn. Nobody looks at their seconds. */
parentPort?.on('message', async (job: TrialJob) => {
  parentPort?.postMessage(await runTrial(job, { clock: () => 0 }));
});
