import type { ScoreRow } from '../tables/results.js';
import type { Chart } from './chart.js';

/** One metric of every model over all series, as bars. */
export function scoresChart(scores: readonly ScoreRow[], metric: string): Chart {
  const rows = scores.filter(({ id }) => id === null);
  return {
    title: `${metric} by model`,
    x: { kind: 'category', label: 'model', categories: rows.map(({ model }) => model) },
    y: { kind: 'number', label: metric, scale: 'linear' },
    marks: [
      {
        kind: 'bars',
        label: metric,
        tone: 'forecast',
        x: Float64Array.from(rows, (_, position) => position),
        y: Float64Array.from(rows, (row) => row.metrics[metric] ?? Number.NaN),
      },
    ],
  };
}
