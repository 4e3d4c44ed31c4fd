import { parentPort, workerData } from 'node:worker_threads';
import { UserError } from '../errors.js';
import type { ApartAnswer, ApartJob } from './apart.js';
import { models } from './index.js';

/** Entry of a thread: one fit, whose result is data as every fit's. */
const { model, panel, context }: ApartJob = workerData;
const answer = await models
  .get(model)
  .fit(panel, context)
  .then(
    (fitted): ApartAnswer => ({ fitted }),
    (error: unknown): ApartAnswer => {
      if (!(error instanceof UserError)) throw error;
      const { message, hint, exitCode } = error;
      return { refusal: { message, hint, exitCode } };
    },
  );
parentPort?.postMessage(answer);
