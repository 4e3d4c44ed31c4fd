import type { Backtest } from '../evaluation/backtest.js';
import type { ScoreColumn } from '../evaluation/scores/score-columns.js';
import type { ModelScores, Scores } from '../evaluation/scores/scores.js';
import type { Comparison } from '../evaluation/verdicts/comparisons.js';
import { isBaseline } from '../models/baselines.js';
import { models } from '../models/index.js';
import type { Column, Table } from '../render/table.js';

export interface ScoresTableInput {
  readonly backtest: Backtest;
  readonly scores: Scores;
  readonly comparisons: readonly Comparison[];
}

/**
 * A row a model: its metrics over all series and its skill, the share of the better baseline's error
 * that it saves. Below, what a test makes of that.
 */
export function scoresTable({ backtest, scores, comparisons }: ScoresTableInput): Table {
  const best = bestModel(scores);
  const members = new Set(
    backtest.results.filter(({ memberOf }) => memberOf !== undefined).map(({ model }) => model),
  );
  const windows = backtest.origins.length;
  return {
    title: `Scores over ${windows} ${windows === 1 ? 'window' : 'windows'} of ${backtest.horizon} steps`,
    ...scoreRows(
      scores,
      comparisons.length > 0
        ? new Map(comparisons.map(({ model, skill }) => [model, skill]))
        : null,
    ),
    ...(best === null ? {} : { emphasis: [best] }),
    notes: [
      ...comparisons
        .filter(({ model }) => !isBaseline(model) && !members.has(model))
        .map(({ sentence }) => sentence),
      ...withoutNetwork(backtest),
      ...legend(scores.columns, comparisons),
    ],
  };
}

/** A row a model: its scores, and its skill where there is one to compare with. */
export const scoreRows = (
  {
    columns,
    models,
  }: {
    readonly columns: readonly ScoreColumn[];
    readonly models: readonly Pick<ModelScores, 'model' | 'overall'>[];
  },
  skills: ReadonlyMap<string, number | null> | null,
) => ({
  columns: [
    { label: 'model', align: 'left' as const },
    ...columns.map(scoreColumn),
    ...(skills ? [skillColumn] : []),
  ],
  rows: models.map(({ model, overall }) => [
    model,
    ...overall,
    ...(skills ? [skills.get(model) ?? null] : []),
  ]),
});

/** The same metrics series by series. */
export function seriesScoresTable({ backtest, scores }: ScoresTableInput): Table {
  const targets = new Set(backtest.series.map(({ target }) => target));
  const faces: readonly Column[] = [
    { label: 'id', align: 'left' },
    ...(targets.size > 1 ? [{ label: 'target', align: 'left' } as const] : []),
    { label: 'model', align: 'left' },
  ];
  return {
    title: 'Scores by series',
    columns: [...faces, ...scores.columns.map(scoreColumn)],
    rows: backtest.series.flatMap(({ id, target }, index) =>
      scores.models.map(({ model, bySeries }) => [
        id,
        ...(targets.size > 1 ? [target] : []),
        model,
        ...bySeries[index]!,
      ]),
    ),
  };
}

/** Names the models that are called after a network, which has no share in what they forecast. */
function withoutNetwork({ results }: Backtest): string[] {
  const names = results
    .filter(({ model, network }) => network === false && isNetworkName(model))
    .map(({ model }) => model);
  if (names.length === 0) return [];
  const theirs = names.length === 1 ? 'its network has' : 'their networks have';
  return [
    `${names.join(', ')}: ${theirs} no share in these forecasts, which are a weighted average of earlier rows`,
  ];
}

const isNetworkName = (model: string) => models.has(model) && models.get(model).family === 'neural';

/** What the first columns mean, in a line. */
function legend(columns: readonly ScoreColumn[], comparisons: readonly Comparison[]): string[] {
  const [first] = comparisons;
  const words = [
    ...(columns.some(({ key }) => key === 'mae')
      ? ['mae: the average miss, in the unit of the target']
      : []),
    ...(first ? [`skill: how much less error than ${first.against}`] : []),
  ];
  return words.length > 0 ? [words.join('; ')] : [];
}

/** Empty for the reference, by which the others are measured. */
const skillColumn: Column = { label: 'skill', align: 'right', percent: true, digits: 2 };

/** How a score is shown. */
export function scoreColumn({ key, metric: { unit } }: ScoreColumn): Column {
  const column = { label: key, align: 'right' } as const;
  if (unit === 'share') return { ...column, percent: true, digits: 2 };
  return unit === 'target' ? { ...column, unit } : { ...column, digits: 3 };
}

/** Place of the model that is best by the first metric; null when that has no better end. */
function bestModel({ columns, models: rows }: Scores): number | null {
  const better = columns[0]?.metric.better;
  if (better !== 'lower' && better !== 'higher') return null;
  const sign = better === 'lower' ? 1 : -1;
  const score = (row: ModelScores) => sign * row.overall[0]!;
  const known = [...rows.keys()].filter((place) => !Number.isNaN(score(rows[place]!)));
  if (known.length === 0) return null;
  return known.reduce((best, place) => (score(rows[place]!) < score(rows[best]!) ? place : best));
}
