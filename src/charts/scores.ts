import type { Scores } from '../evaluation/scores/scores.js';
import type { Chart } from '../render/chart.js';

/** The first metric of every model over all series, as bars, the best first where one end is better. */
export function scoresChart({ columns, models: all }: Scores): Chart {
  const {
    key: metric,
    metric: { better },
  } = columns[0]!;
  const sign = better === 'lower' ? 1 : better === 'higher' ? -1 : 0;
  const models = [...all].sort((a, b) => sign * (a.overall[0]! - b.overall[0]!) || 0);
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
