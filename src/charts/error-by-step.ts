import type { Backtest } from '../evaluation/backtest.js';
import { errorsByStep } from '../evaluation/scores/error-by-step.js';
import { type Chart, seriesTone } from '../render/chart.js';

/** How the error grows with the distance, a line a model. */
export function errorByStepChart(backtest: Backtest): Chart {
  const x = Float64Array.from({ length: backtest.horizon }, (_, step) => step + 1);
  return {
    title: 'Mean absolute error by step ahead',
    x: { kind: 'number', label: 'steps ahead', scale: 'linear' },
    y: { kind: 'number', label: 'mean absolute error', scale: 'linear' },
    marks: backtest.results.map((result, index) => ({
      kind: 'line',
      label: result.model,
      tone: seriesTone(index),
      x,
      y: errorsByStep(backtest, result),
    })),
    caption:
      'Lower is better. A model is worth having at the steps where it lies below the baselines.',
  };
}
