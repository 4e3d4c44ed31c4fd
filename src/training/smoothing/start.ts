import type { LogSeries } from './task.js';

/** Periods of a season from whose rows its first indices are estimated. */
const CYCLES = 4;

/** What the smoothing of a series starts from, learned corrections aside. */
export type SmoothingStart = Omit<LogSeries, 'logs'> & {
  /** Mean of the logarithms, taken off so that 32 bits hold the rest. */
  readonly centre: number;
};

/**
 * First indices by classical decomposition of the first cycles, the shorter season first; the first level
 * is the mean of what is left in the first period.
 *
 * @param logs - NaN is missing, at least one is not // (rows)
 * @param periods - in rows, ascending
 */
export function smoothingStart(logs: Float64Array, periods: readonly number[]): SmoothingStart {
  const first = logs.findIndex((log) => !Number.isNaN(log));
  const centre = mean(logs);
  const rest = logs.slice(0, first + CYCLES * (periods.at(-1) ?? 1)).map((log) => log - centre);
  const startIndices = periods.map((period) => {
    const indices = firstIndices(rest, period);
    for (let t = 0; t < rest.length; t++) rest[t]! -= indices[t % period]!;
    return indices;
  });
  const settled = Math.max(2, periods[0] ?? 1);
  return {
    centre,
    startIndices,
    startLevel: mean(rest.subarray(first, first + settled)),
    unit: seasonalChange(logs, periods[0] ?? 1),
  };
}

/** The series in the form that smoothing takes. */
export const logSeries = ({ centre, ...start }: SmoothingStart, logs: Float64Array): LogSeries => ({
  ...start,
  logs: logs.map((log) => log - centre),
});

/** Mean deviation by phase from a moving mean over one period, with mean 0; zeros below two periods. */
function firstIndices(values: Float64Array, period: number): Float64Array {
  const sums = new Float64Array(period);
  const counts = new Float64Array(period);
  if (values.length < 2 * period) return sums;
  const half = Math.floor(period / 2);
  for (let t = half; t < values.length - half; t++) {
    const deviation = values[t]! - mean(values.subarray(t - half, t - half + period));
    if (Number.isNaN(deviation)) continue;
    sums[t % period]! += deviation;
    counts[t % period]! += 1;
  }
  const indices = sums.map((sum, phase) => (counts[phase]! > 0 ? sum / counts[phase]! : 0));
  const centre = mean(indices);
  return indices.map((index) => index - centre);
}

/** Of the known values; NaN when there is none. */
function mean(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}

/** Mean absolute change over one period; 0 where nothing can be compared. */
function seasonalChange(logs: Float64Array, period: number): number {
  const change = mean(
    Float64Array.from({ length: Math.max(0, logs.length - period) }, (_, t) =>
      Math.abs(logs[t + period]! - logs[t]!),
    ),
  );
  return Number.isNaN(change) ? 0 : change;
}
