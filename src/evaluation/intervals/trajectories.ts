import { createResidualPools } from './residual-pool.js';
import type { CalibrationForecasts } from './residuals.js';
import type { Scaling } from './scalings.js';

/**
 * Errors of whole forecasts, all steps of one origin together: how errors of different steps hang
 * together, which tells how far off a sum may be.
 */
export interface Trajectories {
  /** Scaled residuals of the point, origin by origin, in time order. // (origins, horizon) */
  readonly errors: Float64Array;
  /** How many independent ones they are worth: neighbouring origins share most of their rows. */
  readonly worth: number;
}

/** Origins that are kept, spread evenly. */
const KEPT = 300;

/** Of the origins all of whose steps are known. */
export function collectTrajectories(known: CalibrationForecasts, scaling: Scaling): Trajectories {
  const { horizon, season, origins, series, forecasts } = known;
  const scales = series.map(({ values }) => scaling.scales(values, season));
  const rows: Float64Array[] = [];
  const before = series.map(() => Number.NEGATIVE_INFINITY);
  let worth = 0;
  for (const [i, origin] of origins.entries()) {
    const { values } = series[origin.series]!;
    if (origin.row + horizon > values.length) continue;
    const scale = scales[origin.series]![origin.row]!;
    const { point } = forecasts[i]!;
    const errors = point.map((value, h) => (values[origin.row + h]! - value) / scale);
    if (errors.some(Number.isNaN)) continue;
    rows.push(errors);
    worth += Math.min(1, (origin.row - before[origin.series]!) / horizon);
    before[origin.series] = origin.row;
  }
  const kept = thinned(rows);
  const errors = new Float64Array(kept.length * horizon);
  for (const [i, row] of kept.entries()) errors.set(row, i * horizon);
  return { errors, worth: rows.length > 0 ? (worth * kept.length) / rows.length : 0 };
}

function thinned(rows: readonly Float64Array[]): readonly Float64Array[] {
  if (rows.length <= KEPT) return rows;
  return Array.from(
    { length: KEPT },
    (_, i) => rows[Math.round((i * (rows.length - 1)) / (KEPT - 1))]!,
  );
}

/**
 * How far the sum of some steps may be from the sum of their points, by split conformal prediction on the
 * sums of earlier forecasts. NaN where there is none.
 * @param steps - from the first (counted from 0) to before the last
 * @returns in the scaling's unit
 */
export function sumOffsets(
  { errors, worth }: Trajectories,
  horizon: number,
  steps: { readonly from: number; readonly to: number },
  probabilities: readonly number[],
): number[] {
  const count = errors.length / horizon;
  const pools = createResidualPools(1, 1, Math.max(1, count));
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let h = steps.from; h < steps.to; h++) sum += errors[i * horizon + h]!;
    pools.add(0, 0, sum, worth / count);
  }
  return probabilities.map((probability) => pools.offset(0, 0, probability));
}
