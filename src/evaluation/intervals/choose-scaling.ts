import { pinballLoss } from '../../metrics/pinball.js';
import type { ResidualPools } from './residual-pool.js';
import {
  baseOf,
  type CalibrationForecasts,
  collectResiduals,
  emptyPools,
  headsOf,
} from './residuals.js';
import { type Scaling, scalingNamed, scalings, unitOf } from './scalings.js';

/** What a scaling is judged by when no intervals are asked for yet: a saved model may be asked later. */
const USUAL = [0.1, 0.9];

/**
 * The scaling whose intervals, made from the earlier half of the calibration origins, lose least on the
 * later half: mean pinball loss, every series in units of its own mean absolute change.
 */
export function chooseScaling(
  known: CalibrationForecasts,
  probabilities: readonly number[],
): Scaling {
  const heads = headsOf(known, probabilities).length;
  const distances = known.origins.map(
    ({ series, row }) => known.series[series]!.values.length - row,
  );
  const middle = [...distances].sort((a, b) => a - b)[Math.floor(distances.length / 2)] ?? 0;
  const earlier = [...distances.keys()].filter((i) => distances[i]! > middle);
  const later = [...distances.keys()].filter((i) => distances[i]! <= middle);
  let best = scalingNamed(known.series.length > 1 ? 'series' : 'none');
  if (earlier.length === 0) return best;
  let least = Number.POSITIVE_INFINITY;
  const suits = (scaling: Scaling) =>
    known.series.every(({ values }) => scaling.suits(values, known.season));
  for (const scaling of scalings.filter(suits)) {
    const pools = emptyPools(known, heads);
    collectResiduals(pools, known, scaling, heads, earlier);
    const judged = probabilities.length > 0 ? probabilities : USUAL;
    const loss = lossOn(pools, known, scaling, heads, judged, later);
    if (!(loss < least)) continue;
    best = scaling;
    least = loss;
  }
  return best;
}

function lossOn(
  pools: ResidualPools,
  known: CalibrationForecasts,
  scaling: Scaling,
  heads: number,
  probabilities: readonly number[],
  positions: readonly number[],
): number {
  const scales = known.series.map(({ values }) => scaling.scales(values, known.season));
  const units = known.series.map(({ values }) => unitOf(values));
  let loss = 0;
  for (const position of positions) {
    const { series, row } = known.origins[position]!;
    const { values } = known.series[series]!;
    const forecast = known.forecasts[position]!;
    for (let h = 0; h < forecast.point.length && row + h < values.length; h++) {
      const actual = values[row + h]!;
      if (Number.isNaN(actual)) continue;
      for (const [i, probability] of probabilities.entries()) {
        const base = heads > 0 ? i : 0;
        const offset = pools.offset(base, h, probability) * scales[series]![row]!;
        const quantile = baseOf(forecast, heads, base)[h]! + offset;
        loss += pinballLoss(actual, quantile, probability) / units[series]!;
      }
    }
  }
  return loss;
}
