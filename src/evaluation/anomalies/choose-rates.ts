import { log } from '../../elementary.js';
import { robustScale } from './medians.js';
import { expectRows, type Rates } from './robust-smoothing.js';
import type { SeasonalStart } from './seasonal-start.js';

const LEVELS = [0.02, 0.05, 0.1, 0.2, 0.4, 0.65, 0.9];
const TRENDS = [0, 0.1];
const SEASONS = [0, 0.05, 0.2];
/** Errors beyond so many scales count no more. */
const BOUND = 3;

/**
 * The rates and the start, of those with fewer and more seasons, whose one-step errors have the smallest robust scale: the median
 * of their sizes, and the mean of their bounded squares, so that planted faults do not choose.
 *
 * @param starts - from the one with no season on
 */
export function chooseRates(
  values: Float64Array,
  masked: Uint8Array,
  starts: readonly SeasonalStart[],
  least: number,
): { readonly rates: Rates; readonly start: SeasonalStart } {
  let best = { rates: { level: LEVELS[0]!, trend: 0, season: 0 }, start: starts[0]! };
  let lowest = Number.POSITIVE_INFINITY;
  for (const start of starts) {
    for (const level of LEVELS) {
      for (const trend of TRENDS) {
        for (const season of start.periods.length === 0 ? [0] : SEASONS) {
          const rates = { level, trend, season };
          const { expected } = expectRows(values, masked, rates, start, least);
          const errors = values.map((value, t) =>
            masked[t] === 1 || t < start.rows / 2 ? Number.NaN : value - expected[t]!,
          );
          const loss = robustLoss(errors, least);
          if (loss < lowest - 1e-9) {
            lowest = loss;
            best = { rates, start };
          }
        }
      }
    }
  }
  return best;
}

/** Logarithm of the squared scale: log s² + log of the mean of bounded squares around it. */
function robustLoss(errors: Float64Array, least: number): number {
  const scale = Math.max(robustScale(errors), least);
  let sum = 0;
  let count = 0;
  for (const error of errors) {
    if (Number.isNaN(error)) continue;
    const size = Math.min(Math.abs(error) / scale, BOUND);
    sum += size * size;
    count += 1;
  }
  return count === 0 ? Number.POSITIVE_INFINITY : 2 * log(scale) + log(sum / count + 1e-12);
}
