import { newestTime } from '../../evaluation/checks/age.js';
import type { Champion } from '../../store/champion.js';
import type { Lock } from '../../store/lock.js';
import { listVersions, publishVersion, readVersionModel } from '../../store/versions.js';
import { trainModel } from '../train.js';
import { modelDocument } from '../train-job.js';
import type { Observer } from '../workflow.js';
import type { RetrainJob } from './job.js';
import type { Night } from './night.js';

/**
 * The version that these inputs make: trained and published, or found where an earlier run was stopped
 * after publishing it, because the same inputs give the same bytes.
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
  const settings = { validationSize: job.plan.validationSize, clock: job.clock };
  const request = modelling.requests[0]!;
  const trained = await trainModel(panel, request, modelling, settings, observer);
  const document = modelDocument(job, reading, modelling, trained);
  const trainedThrough = newestTime(panel);
  const facts = await publishVersion(lock, document, { ...hashes, trainedThrough }, job.now);
  return { facts, document };
}
