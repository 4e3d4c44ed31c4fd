/** A history as demands and the rows between them. */
export interface Demand {
  /** Values that are not 0. */
  readonly sizes: Float64Array;
  /** Rows from the demand before (or from the beginning) to each. */
  readonly intervals: Float64Array;
  /** All values that are not missing. */
  readonly known: Float64Array;
}

/** Missing rows are neither demand nor its absence: they are left out. */
export function demandOf(values: Float64Array): Demand {
  const known = values.filter((value) => !Number.isNaN(value));
  const sizes: number[] = [];
  const intervals: number[] = [];
  let since = 0;
  for (const value of known) {
    since += 1;
    if (value === 0) continue;
    sizes.push(value);
    intervals.push(since);
    since = 0;
  }
  return { sizes: Float64Array.from(sizes), intervals: Float64Array.from(intervals), known };
}

export type DemandPattern = 'smooth' | 'erratic' | 'intermittent' | 'lumpy';

export interface DemandClass {
  readonly pattern: DemandPattern;
  /** Rows between two demands, on average. */
  readonly interval: number;
  /** Squared coefficient of variation of the sizes. */
  readonly variation: number;
}

/** Where the methods change places (Syntetos, Boylan & Croston 2005). */
const INTERVAL = 1.32;
const VARIATION = 0.49;
/** Fewer demands have no pattern. */
const DEMANDS = 4;

/**
 * The pattern of a series of demands, by the mean interval between them and how much their sizes vary;
 * null for one that is no demand: with negative values, without a zero, or with too few demands.
 */
export function classifyDemand(values: Float64Array): DemandClass | null {
  const { sizes, known } = demandOf(values);
  const zeros = known.length - sizes.length;
  if (zeros === 0 || sizes.length < DEMANDS || sizes.some((size) => size < 0)) return null;
  const interval = known.length / sizes.length;
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  const spread = sizes.reduce((sum, size) => sum + (size - mean) * (size - mean), 0) / sizes.length;
  const variation = spread / (mean * mean);
  const often = interval < INTERVAL;
  const even = variation < VARIATION;
  const pattern = often ? (even ? 'smooth' : 'erratic') : even ? 'intermittent' : 'lumpy';
  return { pattern, interval, variation };
}
