import { widening } from './widening.js';

/** Order statistics kept of each step in a calibration; enough for a 99 % interval. */
const KEPT = 500;
/** A pool is sorted again when this share of it is new: sorting at every arrival would be quadratic. */
const STALE = 0.05;

/** Scaled signed residuals of one forecast step and one base (the point or a quantile head). */
interface Pool {
  /** A ring once it has reached the limit. */
  values: Float64Array;
  size: number;
  /** How many were ever added. */
  added: number;
  /** How many independent ones they were worth. */
  worth: number;
  sorted: Float64Array;
  /** `added` when `sorted` was made. */
  sortedAt: number;
}

/** Residuals by base and step, as a calibration holds them. // (bases × horizon), each ascending */
export type ResidualTable = readonly Float64Array[];

/** Collects residuals and answers which offset a quantile needs, by split conformal prediction. */
export interface ResidualPools {
  /**
   * Residuals arrive in time order; beyond the limit the oldest is forgotten.
   * @param worth share of an independent residual that this one is, above 0 and at most 1
   */
  add(base: number, step: number, residual: number, worth: number): void;
  /**
   * The residual that the actual stays below with probability `probability`, with the finite-sample
   * correction: the ⌈(n + 1) p⌉-th smallest above the median and the ⌊(n + 1) p⌋-th below it (Vovk et
   * al. 2005; Romano, Patterson & Candès 2019, asymmetric form). It holds for n independent residuals;
   * where they are worth fewer, the quantile is widened (see `widening`). A step with too few residuals
   * borrows from its neighbours, scaled by the root of the ratio of the steps as in a random walk.
   */
  offset(base: number, step: number, probability: number): number;
  /** Everything as plain data, thinned evenly to at most 500 order statistics a step. */
  table(): ResidualTable;
  /** How many independent residuals those of each base and step are worth. // (bases × horizon) */
  worth(): Float64Array;
}

/** Empty pools that remember the last `limit` residuals of each base and step. */
export function createResidualPools(bases: number, horizon: number, limit: number): ResidualPools {
  return poolsOf(
    horizon,
    Array.from({ length: bases * horizon }, () => emptyPool()),
    limit,
  );
}

/** The offsets of a saved calibration; it learns no more. Where `worth` is null each residual counts as one. */
export function restoreOffsets(
  table: ResidualTable,
  worth: Float64Array | null,
  horizon: number,
): Pick<ResidualPools, 'offset'> {
  const pools = table.map((sorted, i) => ({
    values: sorted,
    size: sorted.length,
    added: sorted.length,
    worth: worth?.[i] ?? sorted.length,
    sorted,
    sortedAt: sorted.length,
  }));
  return poolsOf(horizon, pools, 0);
}

function poolsOf(horizon: number, pools: readonly Pool[], limit: number): ResidualPools {
  return {
    add: (base, step, residual, worth) =>
      append(pools[base * horizon + step]!, residual, worth, limit),
    offset(base, step, probability) {
      const needed = Math.ceil(1 / Math.min(probability, 1 - probability)) - 1;
      const pool = pools[base * horizon + step]!;
      const own = sortedOf(pool);
      const ofBase = () => pools.slice(base * horizon, (base + 1) * horizon);
      const sorted = own.length >= needed ? own : borrow(ofBase(), step, needed);
      const worth = worthOf(pool) || Math.max(...ofBase().map(worthOf));
      return conformalQuantile(sorted, probability) * widening(probability, worth, sorted.length);
    },
    table: () => pools.map((pool) => thin(sortedOf(pool))),
    worth: () => Float64Array.from(pools, worthOf),
  };
}

const emptyPool = (): Pool => ({
  values: new Float64Array(16),
  size: 0,
  added: 0,
  worth: 0,
  sorted: new Float64Array(0),
  sortedAt: 0,
});

/** How many independent residuals those that are remembered are worth. */
const worthOf = ({ size, added, worth }: Pool): number =>
  added === 0 ? 0 : (size * worth) / added;

function append(pool: Pool, residual: number, worth: number, limit: number): void {
  if (pool.size === pool.values.length && pool.size < limit) {
    const grown = new Float64Array(Math.min(limit, pool.size * 2));
    grown.set(pool.values);
    pool.values = grown;
  }
  pool.values[pool.added % pool.values.length] = residual;
  pool.size = Math.min(pool.size + 1, pool.values.length);
  pool.added += 1;
  pool.worth += worth;
}

function sortedOf(pool: Pool): Float64Array {
  if (pool.added - pool.sortedAt > STALE * pool.sorted.length) {
    pool.sorted = pool.values.slice(0, pool.size).sort();
    pool.sortedAt = pool.added;
  }
  return pool.sorted;
}

/** Residuals of the steps around `step`, nearest first, until there are `needed` or no more. */
function borrow(pools: readonly Pool[], step: number, needed: number): Float64Array {
  const gathered: number[] = [];
  for (let reach = 0; reach < pools.length && gathered.length < needed; reach++) {
    const neighbours = reach === 0 ? [step] : [step - reach, step + reach];
    for (const other of neighbours) {
      const pool = pools[other];
      if (!pool) continue;
      const widening = Math.sqrt((step + 1) / (other + 1));
      for (const residual of sortedOf(pool)) gathered.push(residual * widening);
    }
  }
  return Float64Array.from(gathered).sort();
}

/** NaN without residuals; the outermost residual where there are too few for the probability. */
function conformalQuantile(sorted: Float64Array, probability: number): number {
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  const position = (n + 1) * probability;
  // A rounding error in (n + 1) p must not push a whole number up or down by one.
  const rank = probability > 0.5 ? Math.ceil(position - 1e-9) : Math.floor(position + 1e-9);
  return sorted[Math.min(n, Math.max(1, rank)) - 1]!;
}

function thin(sorted: Float64Array): Float64Array {
  if (sorted.length <= KEPT) return sorted.slice();
  return Float64Array.from(
    { length: KEPT },
    (_, i) => sorted[Math.round((i * (sorted.length - 1)) / (KEPT - 1))]!,
  );
}
