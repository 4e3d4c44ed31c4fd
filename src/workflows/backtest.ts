import type { Reading } from '../data/inspection.js';
import type { Panel } from '../data/panel/panel.js';
import { positionsIn, type Shard } from '../data/panel/shard.js';
import type { ReadingOptions } from '../data/reading.js';
import { partOfBacktest } from '../evaluation/backtest/part.js';
import { type BacktestPlan, type PlanRequest, planBacktest } from '../evaluation/backtest/plan.js';
import { runBacktest } from '../evaluation/backtest/run-backtest.js';
import type { BacktestContext } from '../evaluation/backtest/run-model.js';
import type { Backtest } from '../evaluation/backtest.js';
import { defaultMetrics, referencesOf } from '../evaluation/scores/score-columns.js';
import { type Scores, scoreBacktest } from '../evaluation/scores/scores.js';
import { type Comparison, compareModels } from '../evaluation/verdicts/comparisons.js';
import { backtestRemarks } from '../evaluation/verdicts/remarks.js';
import { note, warning } from '../message.js';
import { models } from '../models/index.js';
import { tellUnusedCovariates } from './covariates.js';
import { tellMissingBands } from './missing-bands.js';
import { type Modelling, type ModellingRequest, resolveModelling } from './modelling.js';
import {
  type HierarchyRequest,
  readingOfBottom,
  type Summed,
  summedBacktest,
  withHierarchy,
  withLevels,
} from './planning/hierarchical.js';
import { readData } from './read.js';
import { requireAlone } from './shards/require-alone.js';
import type { Observer } from './workflow.js';

export interface BacktestJob {
  readonly files: readonly string[];
  readonly reading: ReadingOptions;
  readonly modelling: ModellingRequest;
  readonly plan: Omit<PlanRequest, 'horizon'>;
  /** Names of the scores; the registry's own choice when absent. */
  readonly metrics?: readonly string[] | undefined;
  /** Model to compare with; the better control when absent. */
  readonly against?: string | undefined;
  /** Step size of adaptive conformal intervals; 0 or absent keeps them plain. */
  readonly adaptiveRate?: number | undefined;
  /** Seconds from any start. */
  readonly clock: () => number;
  readonly onFitted?: BacktestContext['onFitted'];
  /** Makes forecasts of all series add up. */
  readonly hierarchy?: HierarchyRequest | undefined;
}

/** A backtest of data that are read already. */
export type PanelBacktestJob = Omit<BacktestJob, 'files' | 'reading'>;

export interface PanelBacktestOutcome {
  readonly modelling: Modelling;
  readonly plan: BacktestPlan;
  readonly backtest: Backtest;
  readonly scores: Scores;
  readonly comparisons: readonly Comparison[];
  /** What the scores alone do not tell, one sentence each. */
  readonly remarks: readonly string[];
  /** Of all fits. */
  readonly multiplyAdds: number;
  /** Where forecasts add up: the sums, and the backtest before they did. */
  readonly summed?: Summed;
}

export interface BacktestOutcome extends PanelBacktestOutcome {
  readonly reading: Reading;
}

/**
 * Reads, decides what was left open, and evaluates every model asked for beside the controls.
 * @throws UserError for unusable data (exit 4) or settings (exit 2)
 */
export async function runBacktestJob(
  job: BacktestJob,
  observer: Observer,
): Promise<BacktestOutcome> {
  const reading = await readJobData(job, observer);
  return { reading, ...(await backtestPanel(reading.panel, job, observer, job.reading.shard)) };
}

/** Reads, decides what was left open, and plans the cutoffs. */
export async function openBacktest(
  job: BacktestJob,
  observer: Observer,
): Promise<Pick<BacktestOutcome, 'reading' | 'modelling' | 'plan'>> {
  const reading = await readJobData(job, observer);
  return { reading, ...planPanel(reading.panel, job, observer, job.reading.shard) };
}

/** Reads what a job is about, with calendar features for the horizon where it is given, and sums. */
export async function readJobData(
  {
    files,
    reading,
    modelling,
    hierarchy,
  }: Pick<BacktestJob, 'files' | 'reading' | 'modelling' | 'hierarchy'>,
  observer: Observer,
): Promise<Reading> {
  const { horizon } = modelling;
  const ahead = horizon === undefined ? {} : { ahead: horizon };
  if (!hierarchy) return readData(files, { ...ahead, ...reading }, observer);
  const asked = readingOfBottom({ ...ahead, ...reading }, hierarchy);
  return withHierarchy(await readData(files, asked, observer), hierarchy);
}

/**
 * The same for data that are read already.
 * @param shard - the series that the results are of; the others of the panel decide what holds for all
 */
export async function backtestPanel(
  panel: Panel,
  job: PanelBacktestJob,
  observer: Observer,
  shard?: Shard,
): Promise<PanelBacktestOutcome> {
  const { modelling, plan } = planPanel(panel, job, observer, shard);
  let multiplyAdds = 0;
  const metricNames = job.metrics ?? defaultMetrics();
  const { season, probabilities, form, seed, engine } = modelling;
  const whole = await runBacktest(panel, modelling.requests, plan, {
    season,
    probabilities,
    form,
    seed,
    engine,
    references: [...referencesOf(metricNames), ...(job.against ? [job.against] : [])],
    adaptiveRate: job.adaptiveRate ?? 0,
    clock: job.clock,
    onFit: ({ label, fit, fits }) => observer.step?.(fitLabel(label, fit, fits)),
    onFitted: (event) => {
      multiplyAdds += models.get(event.fitted.model).multiplyAdds?.(event.fitted) ?? 0;
      job.onFitted?.(event);
    },
    ...(observer.epochs ? { onEpoch: observer.epochs('backtest') } : {}),
    ...(observer.signal ? { signal: observer.signal } : {}),
  });
  const base = partOfBacktest(whole, positionsIn(whole.series, shard));
  const summed = job.hierarchy ? summedBacktest(panel, base, job.hierarchy, modelling) : null;
  const backtest = summed?.backtest ?? base;
  for (const { model, training, quantiles, memberOf } of backtest.results) {
    // What a member's training says stands among the notes of the combination.
    const notes = memberOf === undefined ? (training?.notes ?? []) : [];
    for (const text of notes) observer.say?.(note(`${model}: ${text}`));
    if (modelling.requests.some(({ label }) => label === model)) {
      tellMissingBands(`backtest of ${model}`, [quantiles], observer);
    }
  }
  const scores = scoreBacktest(backtest, metricNames);
  return {
    modelling,
    plan,
    backtest,
    scores,
    ...(summed ? { summed: withLevels(summed, scores, scoreBacktest(base, metricNames)) } : {}),
    comparisons: compareModels(backtest, job.against),
    remarks: backtestRemarks(backtest),
    multiplyAdds,
  };
}

function planPanel(
  panel: Panel,
  job: PanelBacktestJob,
  observer: Observer,
  shard: Shard | undefined,
): Pick<PanelBacktestOutcome, 'modelling' | 'plan'> {
  const modelling = resolveModelling(panel, job.modelling, job.plan);
  requireAlone(modelling.requests, shard);
  tellUnusedCovariates(panel, modelling, observer);
  const all = planBacktest(panel, { ...job.plan, horizon: modelling.horizon });
  const skipped = positionsIn(all.skipped, shard).map((i) => all.skipped[i]!);
  const plan = { ...all, skipped };
  for (const { id, rows, needed } of plan.skipped) {
    observer.say?.(
      warning(`series "${id}" is left out of the backtest: ${rows} rows, ${needed} needed`),
    );
  }
  return { modelling, plan };
}

const fitLabel = (label: string, fit: number, fits: number) =>
  fits > 1 ? `backtest: ${label}, fit ${fit} of ${fits}` : `backtest: ${label}`;
