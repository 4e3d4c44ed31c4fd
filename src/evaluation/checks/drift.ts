import { kolmogorovSmirnov, normedWasserstein } from '../statistics/two-samples.js';
import { type DataCheck, firstTrouble, known } from './check.js';

/** Values on both sides that a verdict needs. */
const LEAST = 20;
/** From here on any difference is significant, and its size is what counts. */
const LARGE = 1000;
/** A night's look is one of many in a year: a strict level. */
const SIGNIFICANT = 0.001;
/** Standard deviations. */
const FAR = 0.1;

/**
 * The changes from one season to the next are distributed otherwise than before. Small samples by
 * Kolmogorov and Smirnov's test, large ones by their Wasserstein distance.
 */
export const drift: DataCheck = {
  name: 'drift',
  summary: 'the recent changes are distributed otherwise than before',
  severity: 'warn',
  look: ({ panel, recent, season }) =>
    firstTrouble(panel, ({ values }) => {
      const changes = differences(values, season);
      const before = known(changes.subarray(0, -recent));
      const now = known(changes.subarray(-recent));
      if (before.length < LEAST || now.length < LEAST) return null;
      if (now.length < LARGE) {
        const { distance, pValue } = kolmogorovSmirnov(before, now, independentShare(before));
        if (pValue >= SIGNIFICANT) return null;
        return `the changes of the last ${recent} rows have drifted (Kolmogorov-Smirnov ${distance.toFixed(2)}, p = ${pValue.toPrecision(1)})`;
      }
      const distance = normedWasserstein(before, now);
      if (distance <= FAR) return null;
      return `the changes of the last ${recent} rows have drifted by ${distance.toFixed(2)} standard deviations`;
    }),
};

function differences(values: Float64Array, lag: number): Float64Array {
  return values.subarray(lag).map((value, i) => value - values[i]!);
}

/** By the autocorrelation ρ of neighbours: (1 - ρ) / (1 + ρ), as for the mean of such a series. */
function independentShare(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let together = 0;
  let own = 0;
  for (const [i, value] of values.entries()) {
    own += (value - mean) * (value - mean);
    if (i > 0) together += (value - mean) * (values[i - 1]! - mean);
  }
  if (own === 0) return 1;
  const correlation = Math.max(0, together / own);
  return (1 - correlation) / (1 + correlation);
}
