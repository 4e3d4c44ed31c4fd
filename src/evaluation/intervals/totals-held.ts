import { boundsIndex, levelsOf } from '../../metrics/levels.js';
import type { TotalsHeld } from '../backtest.js';
import type { BacktestForecasts } from './backtest-intervals.js';
import type { Calibrator } from './calibration.js';
import { sumOffsets } from './trajectories.js';

/** Counts with the errors known before the first cutoff only. */
export function totalsHeld(
  { series, origins, forecasts, horizon }: BacktestForecasts,
  { trajectories, scaling, season }: Pick<Calibrator, 'trajectories' | 'scaling' | 'season'>,
  probabilities: readonly number[],
): TotalsHeld {
  const offsets = sumOffsets(trajectories, horizon, { from: 0, to: horizon }, probabilities);
  const scales = series.map(({ values }) => scaling.scales(values, season));
  const bounds = levelsOf(probabilities).map((level) => ({
    level,
    ...boundsIndex(probabilities, level)!,
  }));
  const held = bounds.map(() => 0);
  let count = 0;
  for (const [i, { series: s, row }] of origins.entries()) {
    const { values } = series[s]!;
    let error = 0;
    for (let h = 0; h < horizon; h++) error += values[row + h]! - forecasts[i]!.point[h]!;
    if (Number.isNaN(error)) continue;
    count += 1;
    const scaled = error / scales[s]![row]!;
    for (const [k, { low, high }] of bounds.entries()) {
      if (scaled >= offsets[low]! && scaled <= offsets[high]!) held[k]! += 1;
    }
  }
  return { count, levels: bounds.map(({ level }, k) => ({ level, held: held[k]! })) };
}

/** "totals of 14 steps: the 80 % interval held 17 of 20 times, …". */
export const totalsHeldSentence = (
  model: string,
  horizon: number,
  { count, levels }: TotalsHeld,
): string =>
  `${model}, totals of ${horizon} steps in the backtest: ${levels
    .map(({ level, held }) => `the ${level} % interval held ${held} of ${count} times`)
    .join(', ')}`;
