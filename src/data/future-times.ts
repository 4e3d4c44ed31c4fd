// Temporary (neural, not committed): replaced by the reading part's own.
import { addMonths, civilFromDays, dayMs, daysOf } from './civil.js';
import type { Panel, Series } from './panel.js';
export async function futureTimes(
  panel: Panel,
  series: Series,
  horizon: number,
): Promise<Float64Array> {
  const { unit, count } = panel.frequency;
  let t = series.times[series.values.length - 1] ?? 0;
  const out = new Float64Array(horizon);
  for (let i = 0; i < horizon; i++) {
    if (unit === 'month')
      t = daysOf(addMonths(civilFromDays(Math.floor(t / dayMs)), count)) * dayMs;
    else if (unit === 'business')
      do t += dayMs;
      while ([0, 6].includes(new Date(t).getUTCDay()));
    else
      t +=
        count *
        (
          {
            hour: 3_600_000,
            day: dayMs,
            week: 7 * dayMs,
            minute: 60_000,
            second: 1000,
            step: 1,
          } as Record<string, number>
        )[unit]!;
    out[i] = t;
  }
  return out;
}
