import { UserError } from '../errors.js';
import {
  backtestRequest,
  type EstimateContext,
  estimateModel,
  type ModelEstimate,
} from '../evaluation/backtest/estimate.js';
import type { Choice } from '../evaluation/search/candidates.js';
import { runTrials } from '../evaluation/search/trials.js';
import { contextOf, type Estimate, sumOf } from './estimate.js';
import { type Search, trialJob } from './search.js';
import { openTuneJob, type TuneJob } from './tune.js';
import type { Observer } from './workflow.js';

/** How long the first steps of a candidate's training are looked at. */
const CANDIDATE_SECONDS = 0.05;
/** Candidates that are looked at, and those of them that are tried for one epoch. */
const CANDIDATES = 27;
const TRIED = 4;

/** A candidate and what it would take with all the effort. */
interface Candidate {
  readonly choice: Choice;
  readonly estimate: ModelEstimate;
}

/** What `runTuneJob` would take. */
export async function estimateTuneJob(job: TuneJob, observer: Observer): Promise<Estimate> {
  const { reading, modelling, search } = await openTuneJob(job, observer);
  const lanes = lanesOf(search);
  const engine = lanes > 1 ? { ...modelling.engine, threads: 1 } : modelling.engine;
  const context = {
    ...contextOf({ ...modelling, engine, probabilities: [] }, job.clock),
    trainingSeconds: CANDIDATE_SECONDS,
  };
  const candidates: Candidate[] = [];
  for (const [i, choice] of fewOf(search.candidates, CANDIDATES).entries()) {
    observer.step?.(`estimating candidate ${i + 1}`);
    // As in the search itself: what cannot be trained is out, but not the defaults.
    const estimate = await estimateChoice(search, choice, context).catch((error: unknown) => {
      if (error instanceof UserError && i > 0) return null;
      throw error;
    });
    if (estimate) candidates.push({ choice, estimate });
  }
  const overhead = await laneOverhead(search, candidates, { lanes, clock: job.clock });
  return sumOf(reading, modelling, [searchEstimate(search, candidates, { lanes, overhead })]);
}

/** Trials at the same time; see `runTrials`. */
function lanesOf({ candidates, modelling, request }: Search): number {
  if (typeof request.options.budget === 'number') return 1;
  return Math.min(modelling.engine.threads, candidates.length);
}

function estimateChoice(search: Search, choice: Choice, context: EstimateContext) {
  const { options } = trialJob(search, choice, search.rungs.at(-1)!.effort);
  const asked = backtestRequest({ ...search.request, options }, search.known, search.plan);
  return estimateModel(asked, context);
}

/**
 * All rungs of a search in one line, its trials side by side. The defaults, which come first, take part in
 * every rung; of the others nobody knows which ones will.
 */
function searchEstimate(
  { rungs, request }: Search,
  candidates: readonly Candidate[],
  { lanes, overhead }: { lanes: number; overhead: number },
): ModelEstimate {
  const [defaults, ...others] = candidates.map(({ estimate }) => estimate) as [
    ModelEstimate,
    ...ModelEstimate[],
  ];
  /** Over all trials of all rungs. */
  const sum = (of: (estimate: ModelEstimate, effort: number) => number) =>
    rungs.reduce((total, { candidates: count, effort }) => {
      const spent = others.map((estimate) => of(estimate, effort ?? 1));
      const mean = spent.reduce((all, each) => all + each, 0) / Math.max(1, others.length);
      return total + of(defaults, effort ?? 1) + (count - 1) * mean;
    }, 0);
  const most = rungs.at(-1)!.effort ?? 1;
  const start = sum(({ seconds }) => seconds.start + overhead) / lanes;
  const seconds = (of: 'least' | 'most') =>
    start +
    sum(({ epochs, seconds: { epoch } }, effort) => epoch * Math.min(effort, epochs[of])) / lanes;
  const { parameters, windows, epochs } = defaults;
  return {
    model: request.label,
    fits: sum(() => 1),
    parameters,
    windows,
    epochs,
    // The dry run has had its threads already.
    lanes: 1,
    multiplyAdds: sum(({ multiplyAdds }, effort) => (effort / most) * multiplyAdds),
    seconds: {
      start,
      epoch: defaults.seconds.epoch,
      least: seconds('least'),
      most: seconds('most'),
    },
  };
}

/** Evenly spread, the defaults first among them. */
function fewOf<T>(candidates: readonly T[], most: number): T[] {
  const count = Math.min(most, candidates.length);
  return Array.from(
    { length: count },
    (_, i) => candidates[Math.floor((i * candidates.length) / count)]!,
  );
}

/**
 * What a trial in a thread of its own takes beside what it would here: the thread has to start, and its
 * code is cold. A few candidates tell, with one epoch each.
 */
async function laneOverhead(
  search: Search,
  candidates: readonly Candidate[],
  { lanes, clock }: { lanes: number; clock: () => number },
): Promise<number> {
  if (lanes < 2) return 0;
  const tried = fewOf(candidates, TRIED);
  const jobs = tried.map(({ choice }) => trialJob(search, choice, 1));
  const begun = clock();
  await runTrials(jobs, lanes, { clock }, async () => {});
  const each = ((clock() - begun) * Math.min(lanes, jobs.length)) / jobs.length;
  const expected = tried.reduce(
    (sum, { estimate: { seconds } }) => sum + seconds.start + seconds.epoch,
    0,
  );
  return Math.max(0, each - expected / tried.length);
}
