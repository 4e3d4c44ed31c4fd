import { ID_JOINT } from '../../data/cells/column-index.js';
import type { Reading } from '../../data/inspection.js';
import type { Panel } from '../../data/panel/panel.js';
import type { ReadingOptions } from '../../data/reading.js';
import { usageError } from '../../errors.js';
import type { Backtest } from '../../evaluation/backtest.js';
import {
  addUpBacktest,
  addUpForecasts,
  errorsBefore,
  type SumForm,
  sumForm,
} from '../../evaluation/hierarchy/add-up.js';
import { type Hierarchy, hierarchyOf, withSums } from '../../evaluation/hierarchy/hierarchy.js';
import { reconcilers } from '../../evaluation/hierarchy/index.js';
import type { Scores } from '../../evaluation/scores/scores.js';
import type { LevelScore } from '../../tables/levels.js';
import type { SeriesForecast } from '../../tables/results.js';
import type { Modelling } from '../modelling.js';

/** Columns whose cells make a hierarchy, from the top down, and how forecasts are made to add up. */
export interface HierarchyRequest {
  readonly columns: readonly string[];
  readonly method: string;
}

/** What forecasts add up by. */
export interface Summed {
  readonly hierarchy: Hierarchy;
  readonly method: string;
  readonly form: SumForm;
  /** Before the forecasts added up. */
  readonly base: Backtest;
  readonly backtest: Backtest;
  readonly levels: readonly LevelScore[];
}

/** How the bottom is read: each combination of the columns is a series. */
export function readingOfBottom(
  reading: ReadingOptions,
  { columns }: HierarchyRequest,
): ReadingOptions {
  if (reading.id !== undefined) {
    throw usageError(
      '--id and --hierarchy both say what a series is',
      'leave --id out: the last column of --hierarchy is the series',
    );
  }
  if (reading.shard !== undefined || reading.sample !== undefined) {
    throw usageError(
      '--hierarchy needs all series at once, which --shard and --sample leave out',
      'leave one of them out',
    );
  }
  if ((reading.target?.length ?? 1) > 1) {
    throw usageError('--hierarchy adds up one target', 'run it once for each --target');
  }
  return { ...reading, id: columns.join(ID_JOINT) };
}

/** The reading with every sum as a series. */
export const withHierarchy = (reading: Reading, { columns }: HierarchyRequest): Reading => ({
  ...reading,
  panel: withSums(reading.panel, hierarchyOf(reading.panel, columns)),
});

/** A backtest of all nodes, whose forecasts add up. */
export function summedBacktest(
  panel: Panel,
  base: Backtest,
  { columns, method }: HierarchyRequest,
  { form: { range }, probabilities }: Modelling,
): Summed {
  const bottom = panel.series.filter(({ id }) => id.split(ID_JOINT).length === columns.length);
  const leaves = columns.length === 1 ? bottom.slice(1) : bottom;
  const hierarchy = hierarchyOf({ ...panel, series: leaves }, columns);
  const form = sumForm(
    leaves.map(({ values }) => values),
    range,
    probabilities,
  );
  const backtest = addUpBacktest(base, hierarchy, reconcilers.get(method), form);
  return { hierarchy, method, form, base, backtest, levels: [] };
}

/** Forecasts of all nodes that add up, by the errors of the backtest. */
export function summedForecasts(
  forecasts: readonly SeriesForecast[],
  { hierarchy, method, form, base }: Summed,
): SeriesForecast[] {
  const result = base.results.find(({ model }) => model === forecasts[0]?.model);
  const errors = result ? errorsBefore(base, result, hierarchy, Number.POSITIVE_INFINITY) : [];
  const reconciliation = reconcilers.get(method).prepare(hierarchy, errors);
  const own = forecasts.map(({ forecast }) => forecast);
  const sums = addUpForecasts(own, hierarchy, reconciliation, form);
  return forecasts.map((each, i) => ({ ...each, forecast: sums[i]! }));
}

/** The first metric of each level, as forecast and as added up: the mean over its series. */
export function withLevels(summed: Summed, scores: Scores, base: Scores): Summed {
  const { levels, nodes } = summed.hierarchy;
  const metric = scores.columns[0]?.key;
  if (metric === undefined) return summed;
  const meanOf = ({ models }: Scores, m: number, level: number) => {
    const own = [...nodes.keys()].filter((i) => nodes[i]!.level === level);
    return own.reduce((sum, i) => sum + models[m]!.bySeries[i]![0]!, 0) / own.length;
  };
  return {
    ...summed,
    levels: levels.flatMap((name, level) =>
      scores.models.map(({ model }, m) => ({
        level: name,
        series: nodes.filter((node) => node.level === level).length,
        model,
        metric,
        base: meanOf(base, m, level),
        summed: meanOf(scores, m, level),
      })),
    ),
  };
}
