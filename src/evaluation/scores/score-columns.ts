import { metrics } from '../../metrics/index.js';
import { boundsIndex, levelsOf } from '../../metrics/levels.js';
import type { Metric, StepMetric } from '../../metrics/metric.js';

/** One score: a metric, or a metric at one level. */
export interface ScoreColumn {
  /** `mae`, `coverage_80` … */
  readonly key: string;
  readonly metric: Metric;
  /** In percent, for metrics that have one score for each level. */
  readonly level: number | null;
}

/** A column that is summed up step by step. */
export interface StepColumn extends ScoreColumn {
  readonly metric: StepMetric;
  /** Positions of the level's bounds among the quantiles. */
  readonly bounds: { readonly low: number; readonly high: number } | null;
}

/** Names of the metrics that are shown when none are asked for. */
export const defaultMetrics = () =>
  metrics.entries.filter((metric) => metric.shownByDefault).map((metric) => metric.name);

/** Models that these metrics compare with, and which must therefore be in the backtest. */
export function referencesOf(metricNames: readonly string[]): string[] {
  const references = metricNames
    .map((name) => metrics.get(name))
    .flatMap((metric) => (metric.kind === 'relative' ? [metric.reference] : []));
  return [...new Set(references)];
}

/** The columns of a list of metrics, one a level where a metric has levels. */
export function scoreColumns(
  metricNames: readonly string[],
  probabilities: readonly number[],
): ScoreColumn[] {
  return metricNames.flatMap((name): readonly ScoreColumn[] => {
    const metric = metrics.get(name);
    return metric.kind === 'step'
      ? stepColumns(metric, probabilities)
      : [{ key: name, metric, level: null }];
  });
}

/** A step metric's columns; none when it needs intervals and there are none. */
export function stepColumns(metric: StepMetric, probabilities: readonly number[]): StepColumn[] {
  const { name, needs } = metric;
  if (needs === 'level') {
    return levelsOf(probabilities).map((level) => ({
      key: `${name}_${level}`,
      metric,
      level,
      bounds: boundsIndex(probabilities, level),
    }));
  }
  if (needs === 'quantiles' && probabilities.length === 0) return [];
  return [{ key: name, metric, level: null, bounds: null }];
}
