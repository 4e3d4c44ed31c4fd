import type { Reading } from '../data/inspection.js';
import type { ReadingOptions } from '../data/reading.js';
import { dataError, StoppedError } from '../errors.js';
import type { BacktestPlan } from '../evaluation/backtest/plan.js';
import type { BacktestRequest } from '../evaluation/backtest/run-backtest.js';
import type { Choice } from '../evaluation/search/candidates.js';
import { type Rung, survivors } from '../evaluation/search/halving.js';
import type { TrialResult } from '../evaluation/search/trial.js';
import { runTrials } from '../evaluation/search/trials.js';
import { info, warning } from '../message.js';
import { withFileLock } from '../store/file-lock.js';
import {
  readTrials,
  searchKey,
  trialFile,
  trialName,
  writeChoice,
  writeTrials,
} from '../store/trial-file.js';
import { type Modelling, resolveModelling } from './modelling.js';
import { readData } from './read.js';
import { planSearch, type Search, type SearchRequest, searchSettings, trialJob } from './search.js';
import type { Observer } from './workflow.js';

export interface TuneJob extends SearchRequest {
  readonly files: readonly string[];
  readonly reading: ReadingOptions;
  /** Path of the file for the choice; finished trials are kept beside it until it is written. */
  readonly output?: string | undefined;
  /** What to write there. */
  readonly describe: (outcome: TuneOutcome) => Promise<string>;
  /** Version of gatecast: another version's trials may not be comparable. */
  readonly version: string;
  readonly clock: () => number;
}

/** A candidate and how far it came. */
export interface Trial {
  readonly options: Choice;
  /** Of the last rung it took part in, counted from 1. */
  readonly rung: number;
  readonly effort: number | null;
  /** On the validation part, at that rung; null when it failed. */
  readonly score: number | null;
  readonly refusal: string | null;
}

export interface TuneOutcome {
  readonly reading: Reading;
  readonly modelling: Modelling;
  readonly request: BacktestRequest;
  readonly metric: string;
  readonly testSize: number;
  readonly validationSize: number;
  readonly rungs: readonly Rung[];
  /** Name of the option that better candidates got more of. */
  readonly effort: string | null;
  readonly plan: BacktestPlan;
  /** Best first. */
  readonly trials: readonly Trial[];
  /** What the best candidate decides, beside what the user did. */
  readonly choice: Choice;
  readonly output: string | null;
  /** Of the trials of this run. */
  readonly seconds: number;
  /** Of all trials, also those that an earlier run has finished. */
  readonly multiplyAdds: number;
}

/**
 * Searches what the model's options declare by successive halving. Every candidate learns from the
 * rows before the validation part and is scored by a backtest over it; the test part is cut off before
 * anything else. The model's defaults take part to the end.
 * @throws UserError (exit 6) when another run is working towards the same output
 */
export async function runTuneJob(job: TuneJob, observer: Observer): Promise<TuneOutcome> {
  const opened = await openTuneJob(job, observer);
  const outcome = () => searchAndWrite(job, opened, observer);
  return job.output === undefined ? outcome() : withFileLock(job.output, outcome);
}

type Opened = Awaited<ReturnType<typeof openTuneJob>>;

async function searchAndWrite(
  job: TuneJob,
  { reading, modelling, search }: Opened,
  observer: Observer,
): Promise<TuneOutcome> {
  const begun = job.clock();
  const results = await runSearch(search, job, observer);
  const trials = rankTrials(search, results);
  const [best] = trials;
  if (!best || best.score === null) {
    throw dataError(
      `no candidate could be scored: ${best?.refusal ?? `${search.metric} is undefined here`}`,
      'give a longer history, a larger --val-size or another --metric',
    );
  }
  const { request, metric, testSize, validationSize, rungs, effort, outer } = search;
  const last = effort && best.effort !== null ? { [effort.name]: best.effort } : {};
  const choice = { ...best.options, ...last };
  const output = job.output ?? null;
  const outcome: TuneOutcome = {
    reading,
    modelling,
    request,
    metric,
    testSize,
    validationSize,
    rungs,
    trials,
    choice,
    output,
    plan: outer,
    effort: effort?.name ?? null,
    seconds: job.clock() - begun,
    multiplyAdds: [...results.values()].reduce((sum, result) => sum + result.multiplyAdds, 0),
  };
  if (output !== null) await writeChoice(output, await job.describe(outcome));
  return outcome;
}

/** Reads, decides what was left open, and plans the search. */
export async function openTuneJob(
  job: Pick<TuneJob, 'files' | 'reading' | keyof SearchRequest>,
  observer: Observer,
): Promise<Pick<TuneOutcome, 'reading' | 'modelling'> & { readonly search: Search }> {
  const { horizon } = job.modelling;
  const ahead = horizon === undefined ? {} : { ahead: horizon };
  const reading = await readData(job.files, { ...ahead, ...job.reading }, observer);
  const modelling = resolveModelling(reading.panel, job.modelling, { testSize: job.testSize });
  const search = planSearch(reading.panel, modelling, job);
  for (const { id, rows, needed } of search.outer.skipped) {
    observer.say?.(
      warning(`series "${id}" is left out of the search: ${rows} rows, ${needed} needed`),
    );
  }
  return { reading, modelling, search };
}

type Results = Map<string, TrialResult>;

async function runSearch(search: Search, job: TuneJob, observer: Observer): Promise<Results> {
  const key = searchKey(search.known, searchSettings(search, job.version));
  const results: Results = new Map(await resumable(job, key, observer));
  let going = search.candidates.map((_, position) => position);
  let saved = Promise.resolve();
  for (const [rung, { effort }] of search.rungs.entries()) {
    const open = going.filter((candidate) => !results.has(trialName(rung, candidate)));
    const jobs = open.map((candidate) => trialJob(search, search.candidates[candidate]!, effort));
    let done = going.length - open.length;
    const hooks = { clock: job.clock, ...(observer.signal && { signal: observer.signal }) };
    const trials = runTrials(jobs, search.modelling.engine.threads, hooks, (position, result) => {
      results.set(trialName(rung, open[position]!), result);
      observer.step?.(
        `tune: rung ${rung + 1} of ${search.rungs.length}, ${++done} of ${going.length} candidates`,
      );
      // One write after the other, so that no older state replaces a newer one.
      if (job.output !== undefined) {
        const path = trialFile(job.output);
        saved = saved.then(() => writeTrials(path, key, results));
      }
      return saved;
    });
    await trials.catch((error: unknown) => {
      throw stopped(error, job, results.size);
    });
    const next = search.rungs[rung + 1];
    const scores = new Map(going.map((each) => [each, results.get(trialName(rung, each))!.score]));
    if (next) going = [...survivors(scores, next.candidates)];
  }
  return results;
}

/** A search that a signal ends says what it leaves behind. */
function stopped(error: unknown, { output }: TuneJob, finished: number): unknown {
  if (!(error instanceof StoppedError) || output === undefined || finished === 0) return error;
  const trials = finished === 1 ? '1 finished trial is' : `${finished} finished trials are`;
  return new StoppedError(
    error.exitCode,
    `${trials} kept in ${trialFile(output)}: the same command goes on from there`,
  );
}

async function resumable({ output }: TuneJob, key: string, observer: Observer) {
  if (output === undefined) return [];
  const found = await readTrials(trialFile(output), key);
  if (found === null) {
    observer.say?.(
      warning(`${trialFile(output)} is of a search with other data or settings, and is replaced`),
    );
    return [];
  }
  if (found.size > 0) {
    observer.say?.(info(`going on with ${found.size} finished trials from ${trialFile(output)}`));
  }
  return found;
}

/** Those of the last rung first, each rung by its scores. */
function rankTrials({ candidates, rungs }: Search, results: Results): Trial[] {
  const trials = candidates.map((options, candidate): Trial => {
    const last = rungs.findLastIndex((_, rung) => results.has(trialName(rung, candidate)));
    const { score, refusal } = results.get(trialName(last, candidate))!;
    return { options, rung: last + 1, effort: rungs[last]!.effort, score, refusal };
  });
  const order = ({ score }: Trial) => score ?? Number.MAX_VALUE;
  return trials.sort((a, b) => b.rung - a.rung || order(a) - order(b));
}
