import type { Scores } from '../evaluation/scores/scores.js';
import type { Chart } from '../render/chart.js';

/** The first metric of every model over all series, as bars. */
export function scoresChart({ columns, models }: Scores): Chart {
  const metric = columns[0]!.key;
  return {
    title: `${metric} by model`,
    x: { kind: 'category', label: 'model', categories: models.map(({ model }) => model) },
    y: { kind: 'number', label: metric, scale: 'linear' },
    marks: [
      {
        kind: 'bars',
        label: metric,
        tone: 'forecast',
        x: Float64Array.from(models.keys()),
        y: Float64Array.from(models, ({ overall }) => overall[0]!),
      },
    ],
  };
}
