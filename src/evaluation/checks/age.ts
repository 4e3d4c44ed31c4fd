import { dayMs, weekday } from '../../data/calendar/civil.js';
import { type Frequency, openDays } from '../../data/calendar/frequency.js';
import type { Panel } from '../../data/panel/panel.js';
import type { DataCheck } from './check.js';

const HOUR = 3_600_000;

/**
 * Stale data: yesterday's rows did not arrive. Wall-clock times without a zone are taken as UTC. Days on
 * which no rows are due (closed weekdays and known holidays of business days) do not count.
 */
export const age: DataCheck = {
  name: 'age',
  summary: 'the newest value is older than --max-age',
  severity: 'fail',
  look({ panel, now, maxAge, facts }) {
    if (maxAge === null) return null;
    if (panel.frequency.unit === 'step') return 'the rows have no time, so their age is unknown';
    const newest = newestTime(panel);
    const old = now - newest - dayMs * idleDays(panel.frequency, newest, now);
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

/** Whole days between two times on which the frequency has no rows. */
function idleDays(frequency: Frequency, from: number, to: number): number {
  const { unit, session, holidays = [] } = frequency;
  if (unit !== 'business' && !session) return 0;
  const open = openDays(frequency);
  let idle = 0;
  for (let day = Math.floor(from / dayMs) + 1; (day + 1) * dayMs <= to; day++) {
    if (!open.includes(weekday(day)) || holidays.includes(day)) idle++;
  }
  return idle;
}

function hours(ms: number): string {
  if (ms < 48 * HOUR) return `${Math.round(ms / HOUR)} hours`;
  return `${Math.round(ms / (24 * HOUR))} days`;
}
