import type { ModelCost } from '../evaluation/backtest/cost.js';
import type { Scores } from '../evaluation/scores/scores.js';
import type { Chart, Mark } from '../render/chart.js';

/** Quicker fits are drawn here: a logarithmic axis has no zero. */
const LEAST_SECONDS = 1e-3;

/** The first metric of every model against the time of its fit; trained models apart from the others. */
export function accuracyCostChart(scores: Scores, costs: readonly ModelCost[]): Chart {
  const metric = scores.columns[0]!.key;
  const error = new Map(scores.models.map(({ model, overall }) => [model, overall[0]!]));
  const points = (label: string, tone: 'forecast' | 'reference', shown: readonly ModelCost[]) => ({
    kind: 'points' as const,
    label,
    tone,
    names: shown.map(({ model }) => model),
    x: Float64Array.from(shown, ({ fitSeconds }) => Math.max(LEAST_SECONDS, fitSeconds)),
    y: Float64Array.from(shown, ({ model }) => error.get(model) ?? Number.NaN),
  });
  const marks: readonly Mark[] = [
    points(
      'nothing to train',
      'reference',
      costs.filter(({ parameters }) => parameters === 0),
    ),
    points(
      'trained',
      'forecast',
      costs.filter(({ parameters }) => parameters > 0),
    ),
  ];
  return {
    title: `Accuracy against cost: ${metric} and seconds of training`,
    x: { kind: 'number', label: 'seconds of training', scale: 'log' },
    y: { kind: 'number', label: metric, scale: 'linear' },
    marks,
    caption: 'Low and to the left is good: little error for little time.',
  };
}
