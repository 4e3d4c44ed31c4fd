import type { Panel } from '../data/panel/panel.js';
import { truncatePanel } from '../data/panel/splits.js';
import { usageError } from '../errors.js';
import { type BacktestPlan, planBacktest } from '../evaluation/backtest/plan.js';
import type { BacktestRequest } from '../evaluation/backtest/run-backtest.js';
import { type Choice, drawCandidates, effortOf } from '../evaluation/search/candidates.js';
import { planRungs, type Rung } from '../evaluation/search/halving.js';
import type { TrialJob } from '../evaluation/search/trial.js';
import { metrics } from '../metrics/index.js';
import { createRandom } from '../random.js';
import { givenOptions, type Modelling, type ModellingRequest } from './modelling.js';

const TRIALS = 27;
const METRIC = 'mase';
/** A lookback takes at most one row in this many. */
const LONGEST_SHARE = 3;

/** What was asked for; everything has a default. */
export interface SearchRequest {
  readonly modelling: ModellingRequest;
  /** Rows at the end of each series that the search does not see. */
  readonly testSize?: number | undefined;
  /** Rows before them, on which candidates are scored. */
  readonly validationSize?: number | undefined;
  /** Candidates at most. */
  readonly trials?: number | undefined;
  /** Of which lower is better. */
  readonly metric?: string | undefined;
}

/** Everything that decides the results of a search. */
export interface Search {
  /** Without the test part, and without the series that are too short. */
  readonly known: Panel;
  /** Where the test part is cut off. */
  readonly outer: BacktestPlan;
  /** Over the validation part. */
  readonly plan: BacktestPlan;
  readonly request: BacktestRequest;
  readonly modelling: Modelling;
  readonly metric: string;
  readonly testSize: number;
  readonly validationSize: number;
  readonly candidates: readonly Choice[];
  readonly rungs: readonly Rung[];
  readonly effort: { readonly name: string; readonly most: number } | null;
}

/**
 * Cuts off the test part before anything else, and draws the candidates.
 * @throws UserError (exit 2) when nothing is left to search, (exit 4) when no series is long enough
 */
export function planSearch(panel: Panel, modelling: Modelling, asked: SearchRequest): Search {
  const request = onlyRequest(modelling);
  const metric = lowerIsBetter(asked.metric ?? METRIC);
  const parts = cutParts(panel, modelling.horizon, asked);
  const given = givenOptions(request.model, asked.modelling);
  const effort = effortFor(request, given);
  const candidates = drawCandidates(
    request.model.options,
    {
      fixed: given,
      count: asked.trials ?? TRIALS,
      span: Math.max(modelling.horizon, modelling.season),
      longest: longestLookback(parts),
    },
    createRandom(modelling.seed).fork('candidates'),
  );
  if (candidates.length < 2) {
    throw usageError(
      `${request.label} leaves nothing to search`,
      'give --trials of at least 2, leave some options open, or choose another --model',
    );
  }
  const rungs = planRungs(candidates.length, effort?.most ?? null);
  return { ...parts, request, modelling, metric, candidates, rungs, effort };
}

type Parts = Pick<Search, 'known' | 'outer' | 'plan' | 'testSize' | 'validationSize'>;

/** The same cuts as a backtest makes; its validation part is the search's test. */
function cutParts(panel: Panel, horizon: number, asked: SearchRequest): Parts {
  const { testSize, validationSize } = asked;
  const outer = planBacktest(panel, { horizon, testSize, validationSize });
  const kept = { ...panel, series: outer.series.map((position) => panel.series[position]!) };
  const cutoff = outer.cutoffs[0]!;
  const known = truncatePanel(
    kept,
    kept.series.map(({ values }) => values.length - cutoff),
  );
  const scored = Math.max(horizon, outer.validationSize);
  const plan = planBacktest(known, { horizon, testSize: scored });
  return { known, outer, plan, testSize: cutoff, validationSize: scored };
}

function longestLookback({ known, plan, validationSize }: Parts): number {
  const learned = known.series.map(
    ({ values }) => values.length - validationSize - plan.validationSize - plan.horizon,
  );
  return Math.max(1, Math.floor(Math.max(...learned) / LONGEST_SHARE));
}

function onlyRequest({ requests }: Modelling): BacktestRequest {
  const [request, ...others] = requests;
  if (!request || others.length > 0) {
    throw usageError('tune takes one --model', 'run it once for each model');
  }
  return request;
}

function lowerIsBetter(name: string): string {
  const metric = metrics.get(name);
  if (metric.better === 'lower' && (metric.kind === 'relative' || metric.needs === 'point')) {
    return name;
  }
  throw usageError(
    `--metric ${name} cannot be searched by`,
    'name a score of points of which lower is better, e.g. mase, mae or mse',
  );
}

/** What a user has set of it is what the last rung gets. */
function effortFor({ model, options }: BacktestRequest, given: readonly string[]) {
  const effort = effortOf(model.options);
  if (!effort || !given.includes(effort.name)) return effort;
  return { ...effort, most: Number(options[effort.name]) };
}

/** The settings that results depend on; the number of threads is none of them. */
export const searchSettings = (search: Search, version: string) => ({
  version,
  model: search.request.label,
  options: search.request.options,
  plan: search.plan,
  metric: search.metric,
  candidates: search.candidates,
  rungs: search.rungs,
  season: search.modelling.season,
  seed: search.modelling.seed,
  engine: search.modelling.engine.name,
});

/** One candidate with an effort, as a job. */
export function trialJob(search: Search, choice: Choice, effort: number | null): TrialJob {
  const { known, plan, request, modelling, metric } = search;
  const spent = search.effort && effort !== null ? { [search.effort.name]: effort } : {};
  return {
    panel: known,
    plan,
    metric,
    model: request.model.name,
    options: { ...request.options, ...choice, ...spent },
    season: modelling.season,
    seed: modelling.seed,
    engine: modelling.engine,
  };
}
