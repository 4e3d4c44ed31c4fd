/** Nearest a probability may come to 0 or 1: the outermost residuals are all there is to go by. */
const EDGE = 0.005;

/** The probabilities that bounds are currently set at, which move as misses arrive. */
export interface AdaptiveLevels {
  /** For the bound of `probabilities[bound]` of a series at a step. */
  current(bound: number, series: number, step: number): number;
  /** Tells whether the actual came out below the bound that was issued. */
  observe(bound: number, series: number, step: number, below: boolean): void;
}

/**
 * Adaptive conformal inference (Gibbs & Candès 2021), for each bound by itself: after every actual
 * the working probability moves by rate · (p - 1{actual below the bound}). So over a long time the share
 * below each bound tends to p, however the data drift. With rate 0 it stays at p.
 */
export function createAdaptiveLevels(
  probabilities: readonly number[],
  series: number,
  horizon: number,
  rate: number,
): AdaptiveLevels {
  const working = probabilities.map((p) => new Float64Array(series * horizon).fill(p));
  return {
    current: (bound, at, step) =>
      Math.min(1 - EDGE, Math.max(EDGE, working[bound]![at * horizon + step]!)),
    observe(bound, at, step, below) {
      working[bound]![at * horizon + step]! += rate * (probabilities[bound]! - (below ? 1 : 0));
    },
  };
}
