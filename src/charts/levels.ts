/** A central prediction interval: where its ends are among a forecast's quantiles. */
export interface Level {
  /** Nominal coverage in percent, e.g. 80. */
  readonly percent: number;
  readonly low: number;
  readonly high: number;
}

/** The intervals that ascending quantile probabilities make, narrow ones first (0.1 and 0.9: 80). */
export function levelsOf(probabilities: readonly number[]): Level[] {
  const last = probabilities.length - 1;
  return probabilities
    .flatMap((probability, low) => {
      const high = last - low;
      const paired = low < high && Math.abs(probability + probabilities[high]! - 1) < 1e-9;
      return paired ? [{ percent: percentOf(probability), low, high }] : [];
    })
    .reverse();
}

/** 1 - 2p in percent, freed of what binary fractions add. */
const percentOf = (probability: number) => Number(((1 - 2 * probability) * 100).toFixed(6));
