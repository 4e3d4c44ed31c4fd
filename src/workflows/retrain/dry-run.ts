import { planBacktest } from '../../evaluation/backtest/plan.js';
import { readChampion } from '../../store/champion.js';
import { lockHolder } from '../../store/lock.js';
import { modelFolderOf } from '../../store/names.js';
import { lastPassedData, lastRun } from '../../store/runs.js';
import type { Observer } from '../workflow.js';
import { checkJob } from './check-job.js';
import { inputsHash, recipeHash } from './inputs.js';
import type { RetrainJob } from './job.js';
import { checkNight, readNight } from './night.js';
import { isSettled } from './settled.js';

/** Says what a run would do; reads the data and writes nothing. */
export async function planRetrain(job: RetrainJob, observer: Observer): Promise<string[]> {
  const modelFolder = modelFolderOf(job.store, job.name);
  await checkJob(job);
  const holder = await lockHolder(modelFolder);
  const champion = await readChampion(modelFolder);
  const before = await lastRun(modelFolder);
  const night = await readNight(job, champion, observer);
  const { panel } = night.reading;
  checkNight(night, job, await lastPassedData(modelFolder), observer);
  const inputs = inputsHash(job, recipeHash(night.modelling, panel), panel);
  const busy = holder ? [`process ${holder.pid} on ${holder.host} holds the lock`] : [];
  if (!job.force && (await isSettled(job, before, inputs, champion))) {
    return [...busy, 'there is nothing to do: nothing is new since the last run'];
  }
  const { horizon, requests } = night.modelling;
  const { cutoffs } = planBacktest(panel, { ...job.plan, horizon });
  const opposed = champion && !champion.facts.fallback;
  const against = opposed ? `the champion ${champion.facts.version}` : 'the baselines';
  return [
    ...busy,
    `would train ${requests[0]!.label} for ${horizon} steps on ${night.facts.rows} rows up to ${night.facts.last}`,
    `would judge it at ${cutoffs.length} cutoffs against ${against}`,
    ...job.outputs.map((path) => `would write the forecasts of the better one to ${path}`),
  ];
}
