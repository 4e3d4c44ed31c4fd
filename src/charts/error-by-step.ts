import type { Backtest, BacktestResult } from '../evaluation/backtest.js';
import { type Chart, seriesTone } from '../render/chart.js';

/** Mean absolute error at each step ahead, over all origins; NaN where nothing was observed. // (horizon) */
export function errorsByStep(backtest: Backtest, result: BacktestResult): Float64Array {
  const { horizon, origins, actual } = backtest;
  const errors = new Float64Array(horizon);
  for (let step = 0; step < horizon; step++) {
    let sum = 0;
    let count = 0;
    for (let origin = 0; origin < origins.length; origin++) {
      const error = actual[origin * horizon + step]! - result.point[origin * horizon + step]!;
      if (Number.isNaN(error)) continue;
      sum += Math.abs(error);
      count++;
    }
    errors[step] = count === 0 ? Number.NaN : sum / count;
  }
  return errors;
}

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
