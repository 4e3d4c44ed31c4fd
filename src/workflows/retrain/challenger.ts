import { newestTime } from '../../evaluation/checks/age.js';
import type { Champion } from '../../store/champion.js';
import { openCheckpoints } from '../../store/checkpoints.js';
import type { Lock } from '../../store/lock.js';
import { listVersions, publishVersion, readVersionModel } from '../../store/versions.js';
import { trainModel } from '../train.js';
import { modelDocument } from '../train-job.js';
import type { Observer } from '../workflow.js';
import type { RetrainJob } from './job.js';
import type { Night } from './night.js';

/**
 * The version that these inputs make: trained and published, or found where an earlier run was stopped
 * after publishing it, because the same inputs give the same bytes. A training that was stopped on the
 * way goes on from its last epoch.
 */
export async function obtainChallenger(
  lock: Lock,
  job: RetrainJob,
  { reading, modelling }: Night,
  hashes: { readonly inputs: string; readonly recipe: string },
  observer: Observer,
): Promise<Champion> {
  const versions = await listVersions(lock.shelf);
  const made = versions.findLast(({ inputs }) => inputs === hashes.inputs);
  if (made && !job.force) {
    return { facts: made, document: await readVersionModel(lock.shelf, made.version) };
  }
  const { panel } = reading;
  const checkpoints = await openCheckpoints(lock, hashes.inputs);
  const settings = { validationSize: job.plan.validationSize, clock: job.clock, checkpoints };
  const request = modelling.requests[0]!;
  const trained = await trainModel(panel, request, modelling, settings, observer).finally(
    checkpoints.settle,
  );
  const document = modelDocument(job, reading, modelling, trained);
  const trainedThrough = newestTime(panel);
  const facts = await publishVersion(lock, document, { ...hashes, trainedThrough }, job.now);
  await checkpoints.clear();
  return { facts, document };
}
