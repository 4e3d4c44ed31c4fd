import { newestTime } from '../../evaluation/checks/age.js';
import { models } from '../../models/index.js';
import { defaultOptions } from '../../options.js';
import type { Champion } from '../../store/champion.js';
import { publishVersion } from '../../store/versions.js';
import { trainModel } from '../train.js';
import { modelDocument } from '../train-job.js';
import { versionOfInputs } from './challenger.js';
import type { NightRun } from './night-run.js';

/**
 * A baseline as a version like any other, so that forecasts, intervals, history and rollback need no
 * second way. It is made anew each night, because its intervals come from the newest rows.
 *
 * @param name - of the baseline in the registry of models
 */
export async function obtainFallback(
  { lock, job, night: { reading, modelling }, inputs, observer }: NightRun,
  name: string,
): Promise<Champion> {
  const facts = {
    inputs: `${inputs}-${name}`,
    recipe: name,
    trainedThrough: newestTime(reading.panel),
    fallback: true,
    warmFrom: null,
  };
  const made = await versionOfInputs(lock, facts.inputs);
  if (made) return made;
  const model = models.get(name);
  const request = { model, options: defaultOptions(model.options), label: name };
  const settings = { validationSize: job.plan.validationSize, clock: job.clock };
  const trained = await trainModel(reading.panel, request, modelling, settings, observer);
  const document = modelDocument(job, reading, modelling, trained);
  return { facts: await publishVersion(lock, document, facts, job.now), document };
}
