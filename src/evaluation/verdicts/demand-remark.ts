import { classifyDemand } from '../../models/intermittent/demand.js';
import type { Backtest } from '../backtest.js';

/** Models made for demand that comes now and then; what a remark offers. */
const OFFERED = 'croston, sba and tsb';

/**
 * What a planner must know of series in which most demand is zero: of which pattern they are (Syntetos &
 * Boylan), and that a median of zero is no stock plan. Null where no series is intermittent or lumpy.
 */
export function demandRemark({ series }: Pick<Backtest, 'series'>): string | null {
  const classes = series.flatMap(({ id, values }) => {
    const found = classifyDemand(values);
    return found?.pattern === 'intermittent' || found?.pattern === 'lumpy'
      ? [{ id, ...found }]
      : [];
  });
  const [first] = classes;
  if (!first) return null;
  const subject =
    series.length === 1
      ? `demand is ${first.pattern}: one in ${first.interval.toFixed(1)} rows, sizes with a squared variation of ${first.variation.toFixed(2)}`
      : `${classes.length} of ${series.length} series have intermittent or lumpy demand (such as "${first.id}": one in ${first.interval.toFixed(1)} rows)`;
  return `${subject}; ${OFFERED} are made for it, and a median of zero is no stock plan: ask for a service level with --quantile 0.95`;
}
