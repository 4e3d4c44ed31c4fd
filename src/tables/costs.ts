import type { ModelCost } from '../evaluation/backtest/cost.js';
import type { Scores } from '../evaluation/scores/scores.js';
import type { Comparison } from '../evaluation/verdicts/comparisons.js';
import type { Table } from '../render/table.js';

export interface CostsTableInput {
  readonly scores: Scores;
  readonly comparisons: readonly Comparison[];
  readonly costs: readonly ModelCost[];
}

/** A row a model: what it is worth beside what it costs. */
export function costsTable({ scores, comparisons, costs }: CostsTableInput): Table {
  const metric = scores.columns[0]!.key;
  const error = new Map(scores.models.map(({ model, overall }) => [model, overall[0]!]));
  const skill = new Map(comparisons.map((comparison) => [comparison.model, comparison.skill]));
  const number = (label: string, key: string, digits = 3) =>
    ({ label, key, align: 'right', digits }) as const;
  return {
    title: 'Accuracy and cost',
    columns: [
      { label: 'model', align: 'left' },
      number(metric, metric),
      { ...number('skill', 'skill', 2), percent: true },
      number('train s', 'train_seconds', 2),
      number('predict ms', 'predict_ms', 2),
      { label: 'parameters', align: 'right' },
      number('file kB', 'file_kb', 2),
    ],
    rows: costs.map(({ model, fitSeconds, forecastSeconds, parameters, bytes }) => [
      model,
      error.get(model) ?? null,
      skill.get(model) ?? null,
      fitSeconds,
      forecastSeconds * 1000,
      parameters,
      bytes / 1000,
    ]),
  };
}
