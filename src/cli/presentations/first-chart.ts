import type { Chart } from '../../charts/chart.js';
import { charts } from '../../charts/index.js';
import type { Results } from '../../tables/results.js';

/** The first chart of a kind, which says so where a report has more of them; null without any. */
export function firstChart(kind: 'forecast' | 'series', results: Results): Chart | null {
  const [first, ...others] = charts.get(kind).draw(results);
  if (first === undefined) return null;
  if (others.length === 0) return first;
  return {
    ...first,
    caption: `The first of ${others.length + 1}: --report FILE.html draws them all.`,
  };
}
