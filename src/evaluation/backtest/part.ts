import type { Backtest } from '../backtest.js';

/**
 * What a backtest says of some of its series. Sums over all of them, such as how often intervals of
 * totals held, are left out: they are of other series as well.
 */
export function partOfBacktest(backtest: Backtest, positions: readonly number[]): Backtest {
  const { series, origins, horizon, actual, results } = backtest;
  if (positions.length === series.length) return backtest;
  const place = new Map(positions.map((position, at) => [position, at]));
  const kept = [...origins.keys()].filter((i) => place.has(origins[i]!.series));
  const steps = (values: Float64Array) => {
    const part = new Float64Array(kept.length * horizon);
    for (const [at, i] of kept.entries())
      part.set(values.subarray(i * horizon, (i + 1) * horizon), at * horizon);
    return part;
  };
  return {
    ...backtest,
    series: positions.map((position) => series[position]!),
    partOf: series.length,
    origins: kept.map((i) => ({ ...origins[i]!, series: place.get(origins[i]!.series)! })),
    actual: steps(actual),
    results: results.map(({ totals: _totals, ...result }) => ({
      ...result,
      point: steps(result.point),
      quantiles: result.quantiles.map(steps),
    })),
  };
}
