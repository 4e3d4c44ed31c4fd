import { newestTime } from '../../evaluation/checks/age.js';
import type { Champion } from '../../store/champion.js';
import type { StoredCheckpoints } from '../../store/checkpoints.js';
import type { Lock } from '../../store/lock.js';
import { isDamage } from '../../store/store-problem.js';
import { publishVersion, readVersion, readVersionModel, versionIds } from '../../store/versions.js';
import { trainModel } from '../train.js';
import { modelDocument } from '../train-job.js';
import type { NightRun } from './night-run.js';
import type { WarmStart } from './warm-start.js';

/**
 * The version that these inputs make: trained and published, or found where an earlier run was stopped
 * after publishing it, because the same inputs give the same bytes. A training that was stopped on the
 * way goes on from its last epoch.
 */
export async function obtainChallenger(
  { lock, job, night: { reading, modelling }, inputs, recipe, observer }: NightRun,
  warm: WarmStart,
  checkpoints: StoredCheckpoints,
): Promise<Champion> {
  const made = job.force ? null : await versionOfInputs(lock, inputs);
  if (made) return made;
  const { panel } = reading;
  const settings = {
    validationSize: job.plan.validationSize,
    clock: job.clock,
    checkpoints: checkpoints.of('challenger'),
    ...(warm.from ? { warm: warm.from.document.fitted } : {}),
  };
  const request = modelling.requests[0]!;
  const trained = await trainModel(panel, request, modelling, settings, observer);
  const document = modelDocument(job, reading, modelling, trained);
  const facts = {
    inputs,
    recipe,
    fallback: false,
    trainedThrough: newestTime(panel),
    warmFrom: warm.from?.facts.version ?? null,
  };
  return { facts: await publishVersion(lock, document, facts, job.now), document };
}

/** A run that was stopped has left one of the newest versions; looking at all would take longer each year. */
const LOOKED_AT = 10;

/** The version among the newest that was made of these inputs; null where there is none that is whole. */
export async function versionOfInputs(
  { modelFolder }: Lock,
  inputs: string,
): Promise<Champion | null> {
  for (const id of (await versionIds(modelFolder)).slice(-LOOKED_AT).reverse()) {
    try {
      const facts = await readVersion(modelFolder, id);
      if (facts.inputs === inputs)
        return { facts, document: await readVersionModel(modelFolder, id) };
    } catch (error) {
      // Damaged: it can be made again.
      if (!isDamage(error)) throw error;
    }
  }
  return null;
}
