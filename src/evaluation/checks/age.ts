import type { Panel } from '../../data/panel.js';
import type { DataCheck } from './check.js';

const HOUR = 3_600_000;

/** Stale data: yesterday's rows did not arrive. Wall-clock times without a zone are taken as UTC. */
export const age: DataCheck = {
  name: 'age',
  summary: 'the newest value is older than --max-age',
  severity: 'fail',
  look({ panel, now, maxAge, facts }) {
    if (maxAge === null) return null;
    if (panel.frequency.unit === 'step') return 'the rows have no time, so their age is unknown';
    const old = now - newestTime(panel);
    if (old <= maxAge * 1000) return null;
    return `the newest value is of ${facts.last}, ${hours(old)} ago; at most ${hours(maxAge * 1000)} are allowed`;
  },
};

/** Newest time with a value: epoch milliseconds or the step; -Infinity without any. */
export function newestTime({ series }: Panel): number {
  const newest = series.map(({ values, times }) => {
    let row = values.length - 1;
    while (row >= 0 && Number.isNaN(values[row]!)) row -= 1;
    return times[row] ?? Number.NEGATIVE_INFINITY;
  });
  return Math.max(...newest);
}

function hours(ms: number): string {
  if (ms < 48 * HOUR) return `${Math.round(ms / HOUR)} hours`;
  return `${Math.round(ms / (24 * HOUR))} days`;
}
