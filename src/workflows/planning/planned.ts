import { civilFromDays, dayMs, weekday } from '../../data/calendar/civil.js';
import { zoneOf } from '../../data/calendar/zone.js';
import { type Panel, seriesKey } from '../../data/panel/panel.js';
import { usageError } from '../../errors.js';
import type { Calibration } from '../../evaluation/intervals/calibration.js';
import type { ValueRange } from '../../evaluation/intervals/forecast-form.js';
import { samplePaths } from '../../evaluation/intervals/paths.js';
import { type Period, totalsOf } from '../../evaluation/intervals/totals.js';
import { createRandom } from '../../random.js';
import type { SeriesPaths, SeriesTotals } from '../../tables/planned.js';
import type { SeriesForecast } from '../../tables/results.js';

/** Over what a forecast is summed up. */
export const totalPeriods = ['horizon', 'week', 'month'] as const;
export type TotalPeriod = (typeof totalPeriods)[number];

/** What a planner wants besides the steps. */
export interface PlanningRequest {
  readonly total?: TotalPeriod | undefined;
  /** Sample paths for each series. */
  readonly paths?: number | undefined;
}

export interface Planned {
  readonly totals: readonly SeriesTotals[];
  readonly paths: readonly SeriesPaths[];
}

/** One model's forecasts of all series, and what its intervals are made of. */
export interface Planning {
  readonly panel: Panel;
  readonly forecasts: readonly SeriesForecast[];
  readonly calibration: Calibration | null;
  readonly range: ValueRange;
  readonly seed: number;
}

/**
 * Totals and sample paths of forecasts.
 * @throws UserError (exit 2) for paths of a model without intervals, or weeks of rows without dates
 */
export function plannedOf(planning: Planning, { total, paths }: PlanningRequest): Planned {
  const { panel, forecasts, calibration, range, seed } = planning;
  if (paths !== undefined && calibration === null) {
    throw usageError(
      '--paths: there are no errors of earlier forecasts to draw from',
      'train the model with --levels, on more rows',
    );
  }
  const random = createRandom(seed);
  return {
    totals: total === undefined ? [] : forecasts.map((each) => seriesTotals(planning, each, total)),
    paths:
      paths === undefined || calibration === null
        ? []
        : forecasts.map(({ model, series: s, times, forecast }) => {
            const series = panel.series[s]!;
            const own = random.fork(`paths ${model} ${seriesKey(series)}`);
            const values = samplePaths(forecast, series, calibration, range, paths, own);
            return { model, series: s, times, values };
          }),
  };
}

function seriesTotals(
  { panel, calibration, range }: Planning,
  { model, series: s, times, forecast, probabilities, oneSided }: SeriesForecast,
  total: TotalPeriod,
): SeriesTotals {
  const periods = periodsOf(panel, times, total);
  const series = panel.series[s]!;
  const sums = totalsOf(forecast, series, calibration, periods, probabilities, range);
  return { model, series: s, times, totals: sums, probabilities, oneSided };
}

/** The steps of each week (from Monday) or month; the first and the last may be in part. */
function periodsOf(panel: Panel, times: Float64Array, total: TotalPeriod): Period[] {
  if (total === 'horizon') return [{ from: 0, to: times.length }];
  if (panel.frequency.unit === 'step') {
    throw usageError(
      `--total ${total}: the rows are numbered and have no dates`,
      'leave the word out: --total sums up the whole horizon',
    );
  }
  const place = panel.zone === null ? null : zoneOf(panel.zone);
  const keys = [...times].map((time) => {
    const day = Math.floor((time + (place ? place.offsetAt(time) : 0)) / dayMs);
    if (total === 'week') return day - weekday(day);
    const { year, month } = civilFromDays(day);
    return year * 12 + month;
  });
  const starts = [...keys.keys()].filter((h) => h === 0 || keys[h] !== keys[h - 1]);
  return starts.map((from, i) => ({ from, to: starts[i + 1] ?? times.length }));
}
