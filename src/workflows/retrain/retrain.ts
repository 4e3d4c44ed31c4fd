import { UserError } from '../../errors.js';
import { isPlain } from '../../evaluation/intervals/forecast-form.js';
import { warning } from '../../message.js';
import { readAliases } from '../../store/aliases.js';
import { sweepBeside } from '../../store/atomic.js';
import { type Champion, readChampion } from '../../store/champion.js';
import { clearCheckpoints } from '../../store/checkpoints.js';
import { type Lock, withLock } from '../../store/lock.js';
import { modelFolderOf } from '../../store/names.js';
import { pruneForecasts, saveForecasts } from '../../store/past-forecasts.js';
import { toPrune } from '../../store/retention.js';
import { lastPassedData, lastRun, nextRunId, pruneRuns, writeRun } from '../../store/runs.js';
import { isDamage } from '../../store/store-problem.js';
import { type Extent, repairModelFolder } from '../../store/verify.js';
import { listVersions, removeVersion } from '../../store/versions.js';
import type { Observer } from '../workflow.js';
import { checkJob } from './check-job.js';
import { holdContest } from './contest.js';
import { inputsHash, recipeHash } from './inputs.js';
import type { RetrainJob, RetrainOutcome, Serving } from './job.js';
import { checkNight, type Night, readNight } from './night.js';
import type { NightRun } from './night-run.js';
import { promoteChallenger } from './promote.js';
import { type RunRecorder, startRecorder } from './run-recorder.js';
import { pastForecasts, serve } from './serve.js';
import { isSettled } from './settled.js';

/**
 * One night: lock, read and check, train a challenger, judge it, let the better one serve, publish its
 * forecasts, and put all of it on record. Whatever step fails or is the last before a power cut, the
 * champion is the old or the new one, and the next run goes on from there.
 *
 * @throws UserError exit 4 for unusable data, 6 when another run holds the lock, else as it came
 */
export async function runRetrainJob(job: RetrainJob, observer: Observer): Promise<RetrainOutcome> {
  const modelFolder = modelFolderOf(job.store, job.name);
  return withLock(modelFolder, job.lockTimeout, async (lock) => {
    const recorder = startRecorder(await nextRunId(modelFolder, job.now), job);
    const told = { ...observer, ...recorder.listener(observer) };
    try {
      if (lock.takenFrom) {
        told.say?.(
          warning(`the run before this one (process ${lock.takenFrom.pid}) was killed on its way`),
        );
      }
      await tellRepairs(lock, 'serving', told);
      // What cannot be published is to be known before the training, not after it.
      await checkJob(job);
      for (const path of job.outputs) await sweepBeside(path);
      const serving = await runNight(lock, job, recorder, told);
      const record = recorder.record();
      await writeRun(lock, record);
      await prune(lock, job, observer);
      return { record, serving };
    } catch (error) {
      // The first error is the one to tell; a disk that refuses the record as well changes nothing.
      const { signal } = observer;
      const reason = signal?.aborted ? signal.reason : error;
      await writeRun(lock, recorder.failure(reason)).catch(() => {});
      throw error;
    }
  });
}

async function runNight(
  lock: Lock,
  job: RetrainJob,
  recorder: RunRecorder,
  observer: Observer,
): Promise<Serving | null> {
  const champion = await readChampion(lock.modelFolder);
  recorder.note({ champion: champion?.facts.version ?? null });
  const before = await lastRun(lock.modelFolder);
  const night = await recorder.timed('reading', () => readNight(job, champion, observer));
  const recipe = recipeHash(night.modelling, night.reading.panel);
  const inputs = inputsHash(job, recipe, night.reading.panel);
  recorder.note({ data: night.facts, inputs });
  recorder.detail('files', night.files);
  recorder.detail('settings', settingsOf(job, night));
  recorder.detail(
    'checks',
    checkNight(night, job, await lastPassedData(lock.modelFolder), observer),
  );
  if (!job.force && (await isSettled(job, before, inputs, champion))) {
    const published = before?.published ?? [];
    const summary = 'nothing is new since the last run';
    recorder.note({ outcome: 'nothing-to-do', summary, published });
    await clearCheckpoints(lock);
    return null;
  }
  const run = { lock, job, night, champion, inputs, recipe, recorder, observer };
  const { server, ...news } = await promoteChallenger(run, await holdContest(run));
  recorder.note({ ...news, champion: server?.facts.version ?? null });
  await clearCheckpoints(lock);
  if (!server) return null;
  return recorder.timed('publishing', () => publish(run, server));
}

/** What the night's decision depends on besides the data. */
function settingsOf({ plan, gates, warm, maxAge }: RetrainJob, { modelling }: Night) {
  const { horizon, season, levels, seed, form } = modelling;
  const asked = isPlain(form) ? {} : { form };
  return { horizon, season, levels, seed, ...asked, plan, gates, warm, maxAge };
}

/** Writes the forecasts for others, and keeps them to be compared with what comes. */
async function publish(
  { lock, job, night, recorder, observer }: NightRun,
  server: Champion,
): Promise<Serving> {
  const serving = await serve(night, server, observer);
  await saveForecasts(lock, pastForecasts(recorder.run, serving));
  recorder.note({ published: await job.publish(serving) });
  return serving;
}

async function tellRepairs(lock: Lock, extent: Extent, observer: Observer): Promise<void> {
  for (const repair of await repairModelFolder(lock, extent))
    observer.say?.(warning(`store: ${repair}`));
}

/** What cannot be removed tonight is tomorrow's work: the forecasts are out. */
async function prune(
  lock: Lock,
  { retention, keepRuns, now }: RetrainJob,
  observer: Observer,
): Promise<void> {
  try {
    await pruneRuns(lock, keepRuns);
    await pruneForecasts(lock, keepRuns);
    if (Object.values(retention).every((rule) => rule === undefined)) return;
    const versions = await listVersions(lock.modelFolder).catch(async (error: unknown) => {
      if (!isDamage(error)) throw error;
      // An old version that is damaged would be in the way of every night.
      await tellRepairs(lock, 'all', observer);
      return listVersions(lock.modelFolder);
    });
    const doomed = toPrune(versions, await readAliases(lock.modelFolder), retention, now);
    for (const { version } of doomed) await removeVersion(lock, version);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    observer.say?.(warning(`not everything old could be removed: ${error.message}`));
  }
}
