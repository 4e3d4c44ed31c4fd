/** Share of the level's variance that the changes of a random walk stay below over a few hundred rows. */
const SMALL_CHANGES = 0.05;
/** Correlation of a change with the one before it, beyond which changes can be foretold from it. */
const FORESEEABLE = 0.15;
/** Changes that it takes to tell. */
const ENOUGH = 60;

/**
 * Whether values wander like a price: positive, with changes that are small beside the range and tell
 * nothing of the next one. For such series the last value is the forecast to beat, and a claim to know
 * the direction needs a test.
 */
export function looksLikePrices(values: Float64Array): boolean {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length <= ENOUGH || known.some((value) => value <= 0)) return false;
  const changes = known.subarray(1).map((value, t) => value - known[t]!);
  if (centredProducts(changes, 0) > SMALL_CHANGES * centredProducts(known, 0)) return false;
  // In relative changes a wild spell at a high level does not outweigh all the years before it.
  const returns = changes.map((change, t) => change / known[t]!);
  const variance = centredProducts(returns, 0);
  return variance > 0 && Math.abs(centredProducts(returns, 1) / variance) < FORESEEABLE;
}

/** Sum of products of deviations from the mean, `lag` rows apart. */
function centredProducts(values: Float64Array, lag: number): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let sum = 0;
  for (let t = lag; t < values.length; t++) sum += (values[t]! - mean) * (values[t - lag]! - mean);
  return sum;
}
