import type { Panel } from '../../data/panel/panel.js';
import type { Forecast } from '../model.js';
import type { Member } from './state.js';

/**
 * The weighted mean of members' forecasts. Members that cannot forecast a series (it is shorter than
 * anything they were trained on, or what they say is no number) leave it to the others.
 *
 * @param forecasts - (members) × (series)
 */
export function combineForecasts(
  members: readonly Member[],
  panel: Panel,
  forecasts: readonly (readonly Forecast[])[],
): Forecast[] {
  return panel.series.map(({ values }, s) => {
    const points = forecasts.map((own) => own[s]!.point);
    const finite = [...members.keys()].filter((m) => points[m]!.every(Number.isFinite));
    const able = finite.filter((m) => values.length >= members[m]!.leastRows);
    const counted = able.length > 0 ? able : finite.length > 0 ? finite : [0];
    const total = counted.reduce((sum, m) => sum + members[m]!.share, 0);
    const point = new Float64Array(points[0]!.length);
    for (const m of counted) {
      const weight = members[m]!.share / total;
      for (let h = 0; h < point.length; h++) point[h]! += weight * points[m]![h]!;
    }
    return { point, quantiles: [] };
  });
}
