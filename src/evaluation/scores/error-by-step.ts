import type { Backtest, BacktestResult } from '../backtest.js';

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
