import { knownMean } from '../../data/panel/known-mean.js';
import { pow } from '../../elementary.js';
import type { LogSeries } from './task.js';

/** Periods of a season from whose rows its first indices are estimated. */
const CYCLES = 4;
/** No series is taken to be more regular than this. */
const LEAST_CHANGE = 1e-4;

/** What the smoothing of a series starts from, learned corrections aside. */
export type SmoothingStart = Omit<LogSeries, 'logs'> & {
  /** Mean of the logarithms, taken off so that 32 bits hold the rest. */
  readonly centre: number;
  /** What the logarithms are divided by. */
  readonly scale: number;
};

/**
 * First indices by classical decomposition of the first cycles, the shorter season first; the first level
 * is the mean of what is left in the first period.
 *
 * @param raw - logarithms, NaN is missing, at least one is not // (rows)
 * @param periods - in rows, ascending
 * @param evenness - power of the mean change over a season that is the scale
 */
export function smoothingStart(
  raw: Float64Array,
  periods: readonly number[],
  evenness: number,
): SmoothingStart {
  const first = raw.findIndex((log) => !Number.isNaN(log));
  const centre = knownMean(raw);
  const change = seasonalChange(raw, periods[0] ?? 1);
  const scale = pow(Math.max(change, LEAST_CHANGE), evenness);
  const logs = raw.map((log) => (log - centre) / scale);
  const rest = logs.slice(0, first + CYCLES * (periods.at(-1) ?? 1));
  const startIndices = periods.map((period) => {
    const indices = firstIndices(rest, period);
    for (let t = 0; t < rest.length; t++) rest[t]! -= indices[t % period]!;
    return indices;
  });
  const settled = Math.max(2, periods[0] ?? 1);
  return {
    centre,
    scale,
    startIndices,
    startLevel: knownMean(rest.subarray(first, first + settled)),
    unit: change / scale,
  };
}

/** The series in the form that smoothing takes. */
export const logSeries = (
  { centre, scale, ...start }: SmoothingStart,
  raw: Float64Array,
): LogSeries => ({
  ...start,
  logs: raw.map((log) => (log - centre) / scale),
});

/** Mean deviation by phase from a moving mean over one period, with mean 0; zeros below two periods. */
function firstIndices(values: Float64Array, period: number): Float64Array {
  const sums = new Float64Array(period);
  const counts = new Float64Array(period);
  if (values.length < 2 * period) return sums;
  const half = Math.floor(period / 2);
  for (let t = half; t < values.length - half; t++) {
    const deviation = values[t]! - knownMean(values.subarray(t - half, t - half + period));
    if (Number.isNaN(deviation)) continue;
    sums[t % period]! += deviation;
    counts[t % period]! += 1;
  }
  const indices = sums.map((sum, phase) => (counts[phase]! > 0 ? sum / counts[phase]! : 0));
  const centre = knownMean(indices);
  return indices.map((index) => index - centre);
}

/** Mean absolute change over one period; 0 where nothing can be compared. */
function seasonalChange(logs: Float64Array, period: number): number {
  const change = knownMean(
    Float64Array.from({ length: Math.max(0, logs.length - period) }, (_, t) =>
      Math.abs(logs[t + period]! - logs[t]!),
    ),
  );
  return Number.isNaN(change) ? 0 : change;
}
