import { loess } from './loess.js';

export interface StlComponents {
  readonly seasonal: Float64Array; // (rows)
  readonly trend: Float64Array; // (rows)
}

/** Passes of the inner loop; it converges fast (Cleveland et al. 1990, section 3.3). */
const PASSES = 2;

/**
 * Seasonal-trend decomposition by loess (Cleveland, Cleveland, McRae & Terpenning 1990), without
 * robustness weights.
 *
 * @param values - without missing values, at least two periods
 * @param window - odd number of periods over which the seasonal figure may change
 */
export function decomposeStl(values: Float64Array, period: number, window: number): StlComponents {
  const trendWindow = nextOdd(Math.ceil((1.5 * period) / (1 - 1.5 / window)));
  const lowPassWindow = nextOdd(period + 1);
  let trend: Float64Array = new Float64Array(values.length);
  let seasonal: Float64Array = trend;
  for (let pass = 0; pass < PASSES; pass++) {
    const detrended = values.map((value, t) => value - trend[t]!);
    const cycles = smoothCycles(detrended, period, window);
    const low = loess(lowPass(cycles, period), lowPassWindow);
    seasonal = low.map((value, t) => cycles[t + period]! - value);
    trend = loess(
      values.map((value, t) => value - seasonal[t]!),
      trendWindow,
    );
  }
  return { seasonal, trend };
}

const nextOdd = (size: number) => (size % 2 === 0 ? size + 1 : size);

/** Each phase smoothed by itself and continued one period to both sides. // (rows) -> (rows + 2 periods) */
function smoothCycles(values: Float64Array, period: number, window: number): Float64Array {
  const cycles = new Float64Array(values.length + 2 * period);
  for (let phase = 0; phase < period; phase++) {
    const count = Math.ceil((values.length - phase) / period);
    const own = Float64Array.from({ length: count }, (_, k) => values[phase + k * period]!);
    const smoothed = loess(own, window, 1, 1);
    for (const [k, value] of smoothed.entries()) cycles[phase + k * period] = value;
  }
  return cycles;
}

/** Moving averages of length period, period and 3. // (rows + 2 periods) -> (rows) */
const lowPass = (cycles: Float64Array, period: number) =>
  movingMean(movingMean(movingMean(cycles, period), period), 3);

function movingMean(values: Float64Array, length: number): Float64Array {
  const means = new Float64Array(values.length - length + 1);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i]!;
    if (i >= length) sum -= values[i - length]!;
    if (i >= length - 1) means[i - length + 1] = sum / length;
  }
  return means;
}
