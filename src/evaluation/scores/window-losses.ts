import type { Backtest, BacktestResult } from '../backtest.js';
import { unitOf } from '../intervals/scalings.js';
import { type ExactSum, exactSumOf } from './exact-sum.js';

/** Sum of absolute errors and number of known steps, by unit of comparison. */
export interface Losses {
  readonly sums: Float64Array; // (units)
  readonly counts: Float64Array; // (units)
}

/** What a paired test pairs: the windows in time order, or, with few windows, the series. */
export interface Units {
  readonly kind: 'windows' | 'series';
  readonly count: number;
  /** Unit of each origin. // (origins) */
  readonly of: Int32Array;
  /** How many units begin within one horizon; 1 or less where none share actuals. */
  readonly overlap: number;
}

/** Windows below which several series say more about a model than its few cutoffs. */
const FEW_WINDOWS = 8;

/** Pairs by window where there are enough, otherwise by series, whose errors are then taken as independent. */
export function comparisonUnits({ series, origins, horizon }: Backtest): Units {
  const fromEnd = ({ series: s, row }: (typeof origins)[number]) => row - series[s]!.values.length;
  const cutoffs = [...new Set(origins.map(fromEnd))].sort((a, b) => a - b);
  if (cutoffs.length < FEW_WINDOWS && series.length > cutoffs.length) {
    const of = Int32Array.from(origins, (origin) => origin.series);
    return { kind: 'series', count: series.length, of, overlap: 1 };
  }
  const index = new Map(cutoffs.map((cutoff, i) => [cutoff, i]));
  const stride = cutoffs.length > 1 ? cutoffs[1]! - cutoffs[0]! : horizon;
  return {
    kind: 'windows',
    count: cutoffs.length,
    of: Int32Array.from(origins, (origin) => index.get(fromEnd(origin))!),
    overlap: horizon / stride,
  };
}

/**
 * Absolute errors by unit. With several series, each is measured in its own mean absolute change before
 * the first cutoff, so that large series do not drown small ones; a single one is in the target's unit.
 */
export function absoluteLosses(backtest: Backtest, result: BacktestResult, units: Units): Losses {
  const { origins, horizon, actual } = backtest;
  const scales = seriesScales(backtest);
  const sums = new Float64Array(units.count);
  const counts = new Float64Array(units.count);
  for (let i = 0; i < origins.length; i++) {
    const unit = units.of[i]!;
    for (let at = i * horizon; at < (i + 1) * horizon; at++) {
      const error = Math.abs(actual[at]! - result.point[at]!);
      if (Number.isNaN(error)) continue;
      sums[unit]! += error / scales[origins[i]!.series]!;
      counts[unit]! += 1;
    }
  }
  return { sums, counts };
}

/** The absolute errors of one model over everything; those of parts of a panel add up. */
export interface TotalLoss {
  readonly sum: ExactSum;
  readonly count: ExactSum;
}

/** In the same units, a sum over series of the series' own sums, without rounding. */
export function totalLoss(backtest: Backtest, result: BacktestResult): TotalLoss {
  const of = Int32Array.from(backtest.origins, (origin) => origin.series);
  const units: Units = { kind: 'series', count: backtest.series.length, of, overlap: 1 };
  const { sums, counts } = absoluteLosses(backtest, result, units);
  return { sum: exactSumOf(sums), count: exactSumOf(counts) };
}

function seriesScales({ series, origins, partOf }: Backtest): Float64Array {
  const scales = new Float64Array(series.length).fill(1);
  if ((partOf ?? series.length) === 1) return scales;
  const seen = new Set<number>();
  for (const { series: s, row } of origins) {
    if (seen.has(s)) continue;
    seen.add(s);
    scales[s] = unitOf(series[s]!.values.subarray(0, row));
  }
  return scales;
}
