import { charts } from '../../charts/index.js';
import { resultsReport } from '../../charts/report.js';
import type { Backtest } from '../../evaluation/backtest.js';
import { scoreDocuments } from '../../evaluation/scores/score-documents.js';
import { partsOfScores } from '../../evaluation/scores/score-parts.js';
import { totalLosses } from '../../evaluation/verdicts/comparisons.js';
import { tableLines } from '../../render/csv-format.js';
import { backtestRowsTable } from '../../tables/backtest-rows.js';
import { tables } from '../../tables/index.js';
import { levelDocuments, levelsTable } from '../../tables/levels.js';
import type { Results } from '../../tables/results.js';
import type { BacktestOutcome } from '../../workflows/backtest.js';
import type { Presentation } from '../present.js';
import {
  readingDecisions,
  type ShardFlags,
  type ShardParts,
  seriesIn,
} from '../shards/shard-result.js';
import { backtestBlocks } from './blocks.js';
import { type Cost, costDocument, costSentence } from './cost.js';
import { readingResults, sourceNames } from './results.js';

export interface RowsFlags {
  readonly forecasts?: string | undefined;
  readonly fitted?: string | undefined;
  readonly 'raw-text'?: boolean | undefined;
}

/** Everything a backtest has to show. */
export function backtestResults(outcome: BacktestOutcome): Results {
  const { reading, modelling, backtest, scores, comparisons } = outcome;
  return {
    ...readingResults(reading),
    backtest,
    asked: modelling.requests.map(({ label }) => label),
    scores,
    comparisons,
    training: backtest.results.flatMap(({ model, training }) =>
      training && training.epochs > 0 ? [{ model, record: training }] : [],
    ),
  };
}

/** The keys that `backtest --json` and `forecast --json` share. */
export function backtestDocument(outcome: BacktestOutcome) {
  const { backtest, scores, comparisons, plan } = outcome;
  return {
    horizon: backtest.horizon,
    windows: plan.cutoffs.length,
    models: backtest.results.map(({ model }) => model),
    scores: scoreDocuments(backtest, scores),
    comparisons: comparisons.map(({ model, against, skill, pValue, verdict, sentence }) => ({
      model,
      against,
      skill: Number.isFinite(skill) ? skill : null,
      pValue,
      verdict,
      sentence,
    })),
    skipped: skippedIds(outcome),
    ...(outcome.summed ? { levels: levelDocuments(outcome.summed.levels) } : {}),
  };
}

/** Scores of the levels side by side, where forecasts add up. */
export const levelTables = ({ summed }: BacktestOutcome) =>
  summed ? [levelsTable(summed.levels)] : [];

type Skipping = Pick<BacktestOutcome, 'plan'> & Partial<Pick<BacktestOutcome, 'backtest'>>;

/** Series that were left out of the backtest, or that a model was not trained on. */
function skippedIds({ plan, backtest }: Skipping): string[] {
  const untrained = (backtest?.results ?? []).flatMap(({ training }) => training?.skipped ?? []);
  return [...new Set([...plan.skipped.map(({ id }) => id), ...untrained])];
}

/** The files that `--forecasts` and `--fitted` ask for. */
export function forecastsFile(
  outcome: BacktestOutcome & { readonly fitted?: Backtest | null },
  results: Results,
  flags: RowsFlags,
) {
  const rawText = flags['raw-text'] === true;
  const rowsOf = (path: string | undefined, backtest: Backtest | null | undefined) => {
    if (path === undefined || !backtest) return [];
    const table = backtestRowsTable(outcome.reading.panel, backtest, results.formatTime);
    return [{ path, contents: tableLines(table, rawText) }];
  };
  const files = [
    ...rowsOf(flags.forecasts, outcome.backtest),
    ...rowsOf(flags.fitted, outcome.fitted),
  ];
  return files.length > 0 ? { files } : {};
}

/** What a shard keeps of a backtest. */
export function backtestShard(
  outcome: BacktestOutcome,
  results: Results,
  { shard, 'raw-text': rawText = false }: ShardFlags,
): ShardParts {
  const { reading, modelling, plan, backtest } = outcome;
  const { horizon, season } = modelling;
  const table = backtestRowsTable(reading.panel, backtest, results.formatTime);
  return {
    decisions: {
      ...readingDecisions(reading),
      horizon: String(horizon),
      season: String(season),
      cutoffs: plan.cutoffs.join(' '),
      'validation rows': String(plan.validationSize),
    },
    series: seriesIn(reading, shard),
    skipped: skippedIds(outcome),
    blocks: { forecasts: backtestBlocks(reading.panel, table, backtest, rawText) },
  };
}

/** What its scores are made of. */
const scoresOfShard = ({ backtest, scores }: BacktestOutcome) =>
  partsOfScores(
    [...new Set(scores.columns.map(({ metric }) => metric.name))],
    backtest.probabilities,
    scores.totals,
    totalLosses(backtest),
  );

/** 3 when series were left out, of all or of a training: the result is not all that was asked for. */
export const skippedExit = (outcome: Skipping) =>
  skippedIds(outcome).length > 0 ? { exitCode: 3 as const } : {};

/** Of the largest network, and of all models together. */
function costOf({ backtest, multiplyAdds }: BacktestOutcome): Cost {
  const { results } = backtest;
  return {
    parameters: Math.max(...results.map(({ training }) => training?.parameters ?? 0)),
    multiplyAdds,
    seconds: results.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}

/** What `backtest` shows. */
export function presentBacktest(
  outcome: BacktestOutcome,
  flags: RowsFlags & ShardFlags,
  command: string,
): Presentation {
  const results = backtestResults(outcome);
  const scores = tables.get('scores').build(results);
  const cost = costOf(outcome);
  return {
    document: {
      ...backtestDocument(outcome),
      cost: costDocument(cost),
      remarks: outcome.remarks,
    },
    cost: costSentence(cost),
    main: () => scores[0]!,
    shard: () => {
      const { blocks, ...shard } = backtestShard(outcome, results, flags);
      const text = [...tableLines(scores[0]!, flags['raw-text'] === true)].join('');
      return {
        ...shard,
        scores: scoresOfShard(outcome),
        blocks: { ...blocks, output: { header: text, blocks: [] } },
      };
    },
    tables: () => [...scores, ...levelTables(outcome), ...tables.get('step-errors').build(results)],
    remarks: outcome.remarks,
    chart: () => charts.get('backtest').draw(results)[0] ?? null,
    report: () =>
      resultsReport(results, {
        title: `Backtest of ${outcome.reading.panel.targets.join(', ')}`,
        subtitle: sourceNames(outcome.reading),
        command,
        remarks: outcome.remarks,
      }),
    ...forecastsFile(outcome, results, flags),
    ...skippedExit(outcome),
  };
}
