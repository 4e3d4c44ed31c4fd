import { prepareHistory } from './history.js';
import { QUANTILES } from './network.js';
import type { Quantiles, Subject } from './predict.js';

/** Rows with a value that the network needs to see anything in. */
export const FEWEST_ROWS = 8;

export const knownRows = (values: Float64Array) =>
  values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);

/** Standard normal quantiles at QUANTILES. */
const NORMAL = [-1.96, -1.2816, -0.8416, -0.5244, -0.2533, 0, 0.2533, 0.5244, 0.8416, 1.2816, 1.96];
/** Standard deviation over mean absolute deviation of a normal distribution, √(π/2). */
const DEVIATION = 1.2533;

/** The last value, with the spread of a random walk of the changes so far: for what is too short to read. */
export function naiveQuantiles({ values }: Subject, horizon: number): Quantiles {
  const { scale, level } = prepareHistory(values, [1]);
  return Array.from({ length: horizon }, (_, h) =>
    Float64Array.from(
      QUANTILES,
      (_, q) => level + NORMAL[q]! * DEVIATION * scale * Math.sqrt(h + 1),
    ),
  );
}
