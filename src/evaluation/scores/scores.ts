import { metrics } from '../../metrics/index.js';
import type { RelativeMetric } from '../../metrics/metric.js';
import type { Backtest } from '../backtest.js';
import { type ScoreColumn, type StepColumn, scoreColumns, stepColumns } from './score-columns.js';
import { type ScoreTotal, scoreOf, sumSteps } from './score-sums.js';
import { seasonalScales } from './seasonal-scales.js';

/** Scores of one model, one number a column; NaN where a score is undefined. */
export interface ModelScores {
  readonly model: string;
  readonly overall: readonly number[]; // (columns)
  readonly bySeries: readonly (readonly number[])[]; // (series) × (columns)
  readonly byStep: readonly (readonly number[])[]; // (horizon) × (columns)
}

export interface Scores {
  readonly columns: readonly ScoreColumn[];
  /** In the backtest's order: controls first. */
  readonly models: readonly ModelScores[];
  /** What the scores over all are made of, by model; parts of a panel have some that add up. */
  readonly totals: ScoreTotals;
}

/**
 * Scores every model of a backtest over all, by series and by step. Every step whose actual is known
 * counts once, so a series with more known actuals weighs more.
 */
export function scoreBacktest(backtest: Backtest, metricNames: readonly string[]): Scores {
  const columns = scoreColumns(metricNames, backtest.probabilities);
  const summed = summedColumns(columns, backtest.probabilities);
  const scales = backtest.series.map(({ values }) => seasonalScales(values, backtest.season));
  const raw = new Map(
    backtest.results.map((result) => [result.model, sumSteps(backtest, result, summed, scales)]),
  );
  const pick = (model: string, group: ScoreGroup) =>
    columns.map((column) =>
      columnScore(column, summed, (name) => raw.get(name)?.scores[group], model),
    );
  const { series, horizon, probabilities } = backtest;
  const totals = new Map([...raw].map(([model, sums]) => [model, sums.totals]));
  const { models } = overallScores(metricNames, probabilities, totals);
  return {
    columns,
    totals,
    models: models.map(({ model, overall }) => ({
      model,
      overall,
      bySeries: series.map((_, s) => pick(model, s)),
      byStep: Array.from({ length: horizon }, (_, h) => pick(model, series.length + h)),
    })),
  };
}

export type ScoreTotals = ReadonlyMap<string, readonly ScoreTotal[]>;

/** The scores over all that totals make, in the order of the models. */
export function overallScores(
  metricNames: readonly string[],
  probabilities: readonly number[],
  totals: ScoreTotals,
): {
  readonly columns: readonly ScoreColumn[];
  readonly models: readonly Pick<ModelScores, 'model' | 'overall'>[];
} {
  const columns = scoreColumns(metricNames, probabilities);
  const summed = summedColumns(columns, probabilities);
  const scores = new Map(
    [...totals].map(([model, own]) => [model, own.map((total, c) => scoreOf(summed[c]!, total))]),
  );
  return {
    columns,
    models: [...totals.keys()].map((model) => ({
      model,
      overall: columns.map((column) =>
        columnScore(column, summed, (name) => scores.get(name), model),
      ),
    })),
  };
}

/** One for each series, then one for each step. */
type ScoreGroup = number;

/** The step columns that are shown, and those that relative ones are made of. */
function summedColumns(columns: readonly ScoreColumn[], probabilities: readonly number[]) {
  const names = columns.flatMap(({ metric }) =>
    metric.kind === 'relative' ? metric.from : [metric.name],
  );
  return [...new Set(names)].flatMap((name) => {
    const metric = metrics.get(name);
    if (metric.kind !== 'step') throw new Error(`metric "${name}" is not made of steps`);
    return stepColumns(metric, probabilities);
  });
}

function columnScore(
  column: ScoreColumn,
  summed: readonly StepColumn[],
  scoresOf: (model: string) => readonly number[] | undefined,
  model: string,
): number {
  const own = scoresOf(model)!;
  const { metric } = column;
  if (metric.kind === 'step') return own[summed.findIndex(({ key }) => key === column.key)]!;
  return relativeScore(metric, summed, own, scoresOf(metric.reference));
}

function relativeScore(
  metric: RelativeMetric,
  summed: readonly StepColumn[],
  own: readonly number[],
  reference: readonly number[] | undefined,
): number {
  if (!reference) return Number.NaN;
  const places = metric.from.map((name) => summed.findIndex(({ key }) => key === name));
  return metric.combine(
    places.map((place) => own[place]!),
    places.map((place) => reference[place]!),
  );
}
