import { parentPort, workerData } from 'node:worker_threads';
import { UserError } from '../errors.js';
import { type MemberJob, trainMember } from './member.js';
import type { MemberMessage } from './member-messages.js';

/** Entry of a worker thread: trains the job that it was started with; any message to it aborts. */
const job: MemberJob = workerData;
const controller = new AbortController();
const tell = (message: MemberMessage) => parentPort?.postMessage(message);

parentPort?.once('message', () => controller.abort());
try {
  const member = await trainMember(job, {
    onEpoch: (record) => tell({ kind: 'epoch', record }),
    signal: controller.signal,
  });
  tell({ kind: 'done', member });
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  const { message, hint, exitCode } = error;
  tell({ kind: 'refused', message, hint, exitCode });
} finally {
  parentPort?.close();
}
