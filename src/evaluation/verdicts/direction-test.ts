import type { Backtest, BacktestResult } from '../backtest.js';
import { normalUpperTail } from '../statistics/normal.js';

/** How well the direction of the next step was foretold. */
export interface DirectionTest {
  /** Steps that moved, and were foretold to move. */
  readonly count: number;
  readonly hits: number;
  /** One-sided: chance of as many hits without any skill; null when one side never occurs. */
  readonly pValue: number | null;
}

/**
 * Pesaran & Timmermann's (1992) test of directional accuracy on the first step of every window, whose
 * actuals never overlap. It asks for more than the hits that a constant guess of "up" would have in a
 * rising market.
 */
export function directionTest(backtest: Backtest, result: BacktestResult): DirectionTest {
  let count = 0;
  let hits = 0;
  let ups = 0;
  let foretoldUps = 0;
  for (const [i, { series, row }] of backtest.origins.entries()) {
    const last = backtest.series[series]!.values[row - 1]!;
    const moved = backtest.actual[i * backtest.horizon]! - last;
    const foretold = result.point[i * backtest.horizon]! - last;
    // Also false for NaN, so that missing values drop out.
    if (!(Math.abs(moved) > 0 && Math.abs(foretold) > 0)) continue;
    count += 1;
    if (moved > 0) ups += 1;
    if (foretold > 0) foretoldUps += 1;
    if (moved > 0 === foretold > 0) hits += 1;
  }
  return { count, hits, pValue: pesaranTimmermann(count, hits, ups, foretoldUps) };
}

/** One-sided p-value of Pesaran & Timmermann (1992), equation 6. */
export function pesaranTimmermann(
  count: number,
  hits: number,
  ups: number,
  foretoldUps: number,
): number | null {
  const y = ups / count;
  const x = foretoldUps / count;
  const expected = y * x + (1 - y) * (1 - x);
  const hitVariance = (expected * (1 - expected)) / count;
  const expectedVariance =
    ((2 * y - 1) * (2 * y - 1) * x * (1 - x) + (2 * x - 1) * (2 * x - 1) * y * (1 - y)) / count +
    (4 * y * x * (1 - y) * (1 - x)) / (count * count);
  const variance = hitVariance - expectedVariance;
  if (!(variance > 1e-15)) return null;
  return normalUpperTail((hits / count - expected) / Math.sqrt(variance));
}
