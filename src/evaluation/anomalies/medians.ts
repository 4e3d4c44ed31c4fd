/** Quantile of ascending values, between neighbours by a line; NaN of none. */
export function quantile(ascending: Float64Array, probability: number): number {
  const place = probability * (ascending.length - 1);
  const low = ascending[Math.floor(place)] ?? Number.NaN;
  const high = ascending[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}

/** Ascending, without the missing. */
export const sortedKnown = (values: Float64Array): Float64Array =>
  values.filter((value) => !Number.isNaN(value)).sort();

/** Median of what is known; NaN of none. */
export const median = (values: Float64Array): number => quantile(sortedKnown(values), 0.5);

/** Makes the median of absolute normal values their standard deviation. */
const NORMAL = 1.4826;

/** Standard deviation by the median of absolute errors, which up to half of them may be wild in. */
export const robustScale = (errors: Float64Array): number => NORMAL * median(errors.map(Math.abs));
