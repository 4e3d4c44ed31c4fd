import { usageError } from '../../errors.js';
import { promote, readAliases, setChallenger } from '../../store/aliases.js';
import { sweepBeside } from '../../store/atomic.js';
import { type Champion, readChampion } from '../../store/champion.js';
import { type Lock, withLock } from '../../store/lock.js';
import { shelfOf } from '../../store/names.js';
import { saveForecasts } from '../../store/past-forecasts.js';
import { toPrune } from '../../store/retention.js';
import { lastRun, nextRunId, writeRun } from '../../store/runs.js';
import { repairShelf } from '../../store/verify.js';
import { listVersions, removeVersion } from '../../store/versions.js';
import type { Observer } from '../workflow.js';
import { obtainChallenger } from './challenger.js';
import { type Decision, decide, incumbentTrouble } from './decide.js';
import { type Diary, openDiary } from './diary.js';
import { inputsHash, recipeHash } from './inputs.js';
import type { RetrainJob, RetrainOutcome, Serving } from './job.js';
import { judge } from './judge.js';
import { checkNight, type Night, readNight } from './night.js';
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
  const shelf = shelfOf(job.store, job.name);
  if ((job.modelling.models?.length ?? 1) > 1) {
    throw usageError('retrain takes one --model', 'give each model a --name of its own');
  }
  return withLock(shelf, job.lockTimeout, async (lock) => {
    for (const repair of await repairShelf(lock)) observer.warn?.(`store: ${repair}`);
    for (const path of job.outputs) await sweepBeside(path);
    const diary = openDiary(await nextRunId(shelf, job.now), job);
    try {
      const serving = await runNight(lock, job, diary, observer);
      const record = diary.record();
      await writeRun(lock, record);
      await prune(lock, job);
      return { record, serving };
    } catch (error) {
      // The first error is the one to tell; a disk that refuses the record as well changes nothing.
      await writeRun(lock, diary.failure(error)).catch(() => {});
      throw error;
    }
  });
}

async function runNight(
  lock: Lock,
  job: RetrainJob,
  diary: Diary,
  observer: Observer,
): Promise<Serving | null> {
  const champion = await readChampion(lock.shelf);
  diary.note({ champion: champion?.facts.version ?? null });
  const before = await lastRun(lock.shelf);
  const night = await diary.timed('reading', () => readNight(job, champion, observer));
  const recipe = recipeHash(night.modelling, night.reading.panel);
  const inputs = inputsHash(job, recipe, night.reading.panel);
  diary.note({ data: night.facts, inputs });
  diary.detail('checks', checkNight(night, job, before?.data ?? null, observer));
  if (!job.force && (await isSettled(job, before, inputs, champion))) {
    const published = before?.published ?? [];
    diary.note({
      outcome: 'nothing-to-do',
      summary: 'nothing is new since the last run',
      published,
    });
    return null;
  }
  const challenger = await diary.timed('training', () =>
    obtainChallenger(lock, job, night, { inputs, recipe }, observer),
  );
  diary.note({ challenger: challenger.facts.version });
  const decision = await diary.timed('judging', () =>
    decideBetween(job, night, challenger, champion, diary, observer),
  );
  const server = decision.promote ? challenger : champion;
  if (decision.promote) await promote(lock, challenger.facts.version);
  else await setChallenger(lock, challenger.facts.version);
  diary.note({
    outcome: decision.promote ? 'promoted' : 'kept',
    exitCode: decision.promote ? 0 : 3,
    champion: server?.facts.version ?? null,
    summary: summarize(decision, champion),
  });
  if (!server) return null;
  return diary.timed('publishing', () => publish(lock, job, night, server, diary, observer));
}

async function decideBetween(
  job: RetrainJob,
  night: Night,
  challenger: Champion,
  champion: Champion | null,
  diary: Diary,
  observer: Observer,
): Promise<Decision> {
  if (challenger.facts.version === champion?.facts.version) {
    return { promote: true, reason: 'it was trained on these data by a run that was stopped' };
  }
  const judgement = await judge(job, night, challenger.facts.recipe, champion, observer);
  diary.detail('judgement', judgement);
  const decision = decide(judgement, job.gates);
  const trouble = decision.promote ? null : incumbentTrouble(judgement, job.gates);
  if (trouble !== null) observer.warn?.(trouble);
  return decision;
}

function summarize({ promote, reason }: Decision, champion: Champion | null): string {
  if (promote) return `the challenger serves: ${reason}`;
  return champion
    ? `the champion stays; the challenger has ${reason}`
    : `nothing serves yet; the challenger has ${reason}`;
}

/** Writes the forecasts for others, and keeps them to be compared with what comes. */
async function publish(
  lock: Lock,
  job: RetrainJob,
  night: Night,
  server: Champion,
  diary: Diary,
  observer: Observer,
): Promise<Serving> {
  const serving = await serve(night, server, observer);
  await saveForecasts(lock, pastForecasts(diary.run, serving));
  diary.note({ published: await job.publish(serving) });
  return serving;
}

async function prune(lock: Lock, { retention, now }: RetrainJob): Promise<void> {
  if (Object.values(retention).every((rule) => rule === undefined)) return;
  const versions = await listVersions(lock.shelf);
  const doomed = toPrune(versions, await readAliases(lock.shelf), retention, now);
  for (const { version } of doomed) await removeVersion(lock, version);
}
