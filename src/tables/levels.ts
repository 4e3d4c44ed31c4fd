import { finiteOrNull } from '../evaluation/scores/score-documents.js';
import type { Table } from '../render/table.js';

/** A score of one level of a hierarchy, before its forecasts add up and after. */
export interface LevelScore {
  readonly level: string;
  /** How many series the level has. */
  readonly series: number;
  readonly model: string;
  readonly metric: string;
  /** Mean over the level's series, of forecasts as they were made. */
  readonly base: number;
  /** Of those that add up. */
  readonly summed: number;
}

/** One row a level and model. */
export function levelsTable(levels: readonly LevelScore[]): Table {
  const metric = levels[0]?.metric ?? '';
  return {
    title: `Levels: ${metric} as forecast, and as added up`,
    columns: [
      { label: 'level', align: 'left' },
      { label: 'series', align: 'right' },
      { label: 'model', align: 'left' },
      { label: 'as forecast', align: 'right', unit: 'target' },
      { label: 'added up', align: 'right', unit: 'target' },
    ],
    rows: levels.map(({ level, series, model, base, summed }) => [
      level,
      series,
      model,
      base,
      summed,
    ]),
  };
}

/** The same for JSON. */
export const levelDocuments = (levels: readonly LevelScore[]) =>
  levels.map(({ level, series, model, metric, base, summed }) => ({
    level,
    series,
    model,
    [metric]: finiteOrNull(summed),
    [`base_${metric}`]: finiteOrNull(base),
  }));
