import type { Backtest, BacktestResult } from '../evaluation/backtest.js';
import { boundsIndex, levelsOf } from '../metrics/levels.js';
import { type Chart, type Mark, seriesTone } from '../render/chart.js';

/** How often what happened lay inside each interval, by step, against the nominal level. */
export function coverageChart(backtest: Backtest, result: BacktestResult): Chart {
  const x = Float64Array.from({ length: backtest.horizon }, (_, step) => step + 1);
  const marks = levelsOf(backtest.probabilities).flatMap((level, index): Mark[] => [
    { kind: 'rule', label: '', tone: 'muted', axis: 'y', at: level },
    {
      kind: 'line',
      label: `${level} % interval`,
      tone: seriesTone(index),
      x,
      y: coverageByStep(backtest, result, level),
    },
  ]);
  return {
    title: `Interval coverage of ${result.model} by step ahead`,
    x: { kind: 'number', label: 'steps ahead', scale: 'linear' },
    y: { kind: 'number', label: 'actual values inside, %', scale: 'linear' },
    marks,
    caption:
      'Good intervals stay near their rule: below it they promise too much, above it they are too wide.',
  };
}

/** In percent, NaN where nothing was observed. // (horizon) */
export function coverageByStep(
  { horizon, origins, actual, probabilities }: Backtest,
  result: BacktestResult,
  level: number,
): Float64Array {
  const bounds = boundsIndex(probabilities, level);
  const low = bounds && result.quantiles[bounds.low];
  const high = bounds && result.quantiles[bounds.high];
  if (!low || !high) return new Float64Array(horizon).fill(Number.NaN);
  return Float64Array.from({ length: horizon }, (_, step) => {
    const known = [...origins.keys()]
      .map((origin) => origin * horizon + step)
      .filter((cell) => !Number.isNaN(actual[cell]! + low[cell]! + high[cell]!));
    const inside = known.filter(
      (cell) => low[cell]! <= actual[cell]! && actual[cell]! <= high[cell]!,
    );
    return known.length === 0 ? Number.NaN : (inside.length / known.length) * 100;
  });
}
