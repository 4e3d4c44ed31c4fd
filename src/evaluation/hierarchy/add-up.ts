import { commonDecimals, fromUnits, toUnits } from '../../data/panel/decimals.js';
import type { Forecast } from '../../models/model.js';
import type { Backtest, BacktestResult } from '../backtest.js';
import { keepWithin, type ValueRange } from '../intervals/forecast-form.js';
import type { Hierarchy } from './hierarchy.js';
import type { ReconcileMethod, Reconciliation } from './reconcile.js';

/** How numbers of a hierarchy are written, so that they add up to the last digit. */
export interface SumForm {
  readonly decimals: number;
  /** Of the bottom. */
  readonly range: ValueRange;
  /** Of quantiles, ascending. */
  readonly probabilities: readonly number[];
}

/** @param values - the history of the bottom */
export const sumForm = (
  values: readonly Float64Array[],
  range: ValueRange,
  probabilities: readonly number[],
): SumForm => ({
  decimals: range.integer ? 0 : Math.max(...values.map((own) => commonDecimals(own))),
  range,
  probabilities,
});

/** Forecasts of all nodes for one step, added up in units of the last decimal. // (nodes) -> (nodes) */
export function addUp(
  base: Float64Array,
  { nodes }: Hierarchy,
  reconciliation: Reconciliation,
  { decimals, range }: SumForm,
): Float64Array {
  const bottom = reconciliation(base);
  keepWithin(bottom, [], [], range);
  const units = bottom.map((value) => toUnits(value, decimals));
  return Float64Array.from(nodes, ({ leaves }) =>
    fromUnits(
      leaves.reduce((sum, leaf) => sum + units[leaf]!, 0),
      decimals,
    ),
  );
}

/** Forecasts that add up; their quantiles are moved as their points are. // (nodes) */
export function addUpForecasts(
  forecasts: readonly Forecast[],
  hierarchy: Hierarchy,
  reconciliation: Reconciliation,
  form: SumForm,
): Forecast[] {
  const points = forecasts.map(({ point }) => point.slice());
  for (let h = 0; h < points[0]!.length; h++) {
    const base = Float64Array.from(points, (point) => point[h]!);
    const sums = addUp(base, hierarchy, reconciliation, form);
    for (const [i, point] of points.entries()) point[h] = sums[i]!;
  }
  return forecasts.map((forecast, i) => {
    const point = points[i]!;
    const quantiles = forecast.quantiles.map((quantile) =>
      quantile.map((value, h) => value + point[h]! - forecast.point[h]!),
    );
    const size = hierarchy.nodes[i]!.leaves.length;
    keepWithin(point, quantiles, form.probabilities, {
      min: form.range.min === null ? null : form.range.min * size,
      max: form.range.max === null ? null : form.range.max * size,
      integer: form.range.integer,
    });
    return { point, quantiles };
  });
}

/**
 * A backtest of all nodes whose forecasts add up at each cutoff, by the errors of the forecasts that were
 * over before it.
 */
export function addUpBacktest(
  backtest: Backtest,
  hierarchy: Hierarchy,
  method: ReconcileMethod,
  form: SumForm,
): Backtest {
  const { horizon, origins } = backtest;
  const count = origins.length / hierarchy.nodes.length;
  const results = backtest.results.map((result): BacktestResult => {
    const point = result.point.slice();
    const quantiles = result.quantiles.map((quantile) => quantile.slice());
    for (let k = 0; k < count; k++) {
      const errors = errorsBefore(backtest, result, hierarchy, origins[k]!.row);
      const reconciliation = method.prepare(hierarchy, errors);
      const own = hierarchy.nodes.map((_, i) => {
        const from = (i * count + k) * horizon;
        return {
          point: result.point.subarray(from, from + horizon),
          quantiles: result.quantiles.map((quantile) => quantile.subarray(from, from + horizon)),
        };
      });
      for (const [i, made] of addUpForecasts(own, hierarchy, reconciliation, form).entries()) {
        const from = (i * count + k) * horizon;
        point.set(made.point, from);
        for (const [q, quantile] of made.quantiles.entries()) quantiles[q]!.set(quantile, from);
      }
    }
    return { ...result, point, quantiles };
  });
  return { ...backtest, results };
}

/** Errors of all nodes at each step of forecasts that were over by a row. // (rows) × (nodes) */
export function errorsBefore(
  { horizon, origins, actual }: Backtest,
  { point }: BacktestResult,
  { nodes }: Hierarchy,
  row: number,
): Float64Array[] {
  const count = origins.length / nodes.length;
  const errors: Float64Array[] = [];
  for (let k = 0; k < count; k++) {
    if (origins[k]!.row + horizon > row) continue;
    for (let h = 0; h < horizon; h++) {
      const own = Float64Array.from(nodes, (_, i) => {
        const at = (i * count + k) * horizon + h;
        return actual[at]! - point[at]!;
      });
      if (!own.some(Number.isNaN)) errors.push(own);
    }
  }
  return errors;
}
