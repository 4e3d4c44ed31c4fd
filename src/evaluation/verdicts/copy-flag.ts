import type { Backtest, BacktestResult } from '../backtest.js';

/** Whether a forecast is little more than the last value, one step late. */
export interface CopyFlag {
  readonly copies: boolean;
  /** Correlation of the next step's forecast with the last known value, and with what came. */
  readonly withLast: number;
  readonly withActual: number;
  /** Share of the variance that repeating the last value leaves which the forecast explains. */
  readonly explained: number;
  /** For the user, when it copies. */
  readonly sentence: string | null;
}

/** A forecast that explains less than this of what naive leaves, and moves less than this, is a copy. */
const EXPLAINS = 0.05;
const MOVES = 0.1;

/**
 * Looks at the first step of every window. A copy follows the last value more closely than what came,
 * hardly moves away from it, and explains next to nothing of the move that came.
 */
export function copyFlag(backtest: Backtest, result: BacktestResult): CopyFlag {
  const lasts: number[] = [];
  const actuals: number[] = [];
  const forecasts: number[] = [];
  for (const [i, { series, row }] of backtest.origins.entries()) {
    const last = backtest.series[series]!.values[row - 1]!;
    const actual = backtest.actual[i * backtest.horizon]!;
    if (Number.isNaN(last) || Number.isNaN(actual)) continue;
    lasts.push(last);
    actuals.push(actual);
    forecasts.push(result.point[i * backtest.horizon]!);
  }
  const withLast = correlation(forecasts, lasts);
  const withActual = correlation(forecasts, actuals);
  const left = squaredDistance(actuals, lasts);
  const explained = 1 - squaredDistance(actuals, forecasts) / left;
  const copies =
    withLast > withActual &&
    explained < EXPLAINS &&
    squaredDistance(forecasts, lasts) < MOVES * left;
  return {
    copies,
    withLast,
    withActual,
    explained,
    sentence: copies ? explain(result.model, withLast, withActual, explained) : null,
  };
}

function explain(model: string, withLast: number, withActual: number, explained: number): string {
  const share = (100 * explained).toFixed(1);
  return `${model} nearly repeats the last value one step ahead: that forecast correlates ${withLast.toFixed(3)} with the value before and ${withActual.toFixed(3)} with what came, and explains ${share} % of the change that repeating leaves`;
}

/** Pearson's correlation; NaN when either side is constant. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const meanA = a.reduce((sum, x) => sum + x, 0) / a.length;
  const meanB = b.reduce((sum, x) => sum + x, 0) / b.length;
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    const da = a[i]! - meanA;
    const db = b[i]! - meanB;
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return ab / Math.sqrt(aa * bb);
}

const squaredDistance = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, x, i) => sum + (x - b[i]!) * (x - b[i]!), 0);
