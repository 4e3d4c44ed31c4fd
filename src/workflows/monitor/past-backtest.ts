import { zoneOf } from '../../data/calendar/zone.js';
import type { Origin } from '../../data/panel/origins.js';
import { type Panel, seriesKey } from '../../data/panel/panel.js';
import type { Backtest } from '../../evaluation/backtest.js';
import type { PastForecast, PastForecasts } from '../../store/past-forecasts.js';

/** What the rows of published forecasts are called. */
const PUBLISHED = 'published';

/**
 * Published forecasts beside the actuals that have come since, as a backtest: every score, table and
 * chart of one applies. Forecasts of other series, of other columns or of which nothing has come yet
 * are left out; shorter ones than the longest end in missing values.
 */
export function pastBacktest(
  panel: Panel,
  pasts: readonly PastForecasts[],
  season: number,
): Backtest {
  const rows = panel.series.map(rowsByTime);
  const places = new Map(panel.series.map((series, place) => [seriesKey(series), place]));
  const probabilities = pasts[0]?.probabilities ?? [];
  const all = pasts
    .filter((past) => String(past.probabilities) === String(probabilities))
    .flatMap(({ zone, forecasts }) => asNamed(panel, inZoneOf(panel, zone, forecasts)));
  const found = newestOfEach(all)
    .flatMap((forecast) => {
      const series = places.get(seriesKey(forecast));
      const row = series === undefined ? undefined : rows[series]!.get(forecast.times[0]!);
      return series === undefined || row === undefined
        ? []
        : [{ forecast, origin: { series, row } }];
    })
    .sort((a, b) => a.origin.series - b.origin.series || a.origin.row - b.origin.row);
  const horizon = Math.max(1, ...found.map(({ forecast }) => forecast.times.length));
  const column = (pick: (past: PastForecast) => readonly (number | null)[]) =>
    flatten(
      found.map(({ forecast }) => pick(forecast)),
      horizon,
    );
  return {
    horizon,
    season,
    probabilities,
    series: panel.series,
    origins: found.map(({ origin }) => origin),
    actual: actualsOf(panel, rows, found, horizon),
    results: [
      {
        model: PUBLISHED,
        point: column(({ point }) => point),
        quantiles: probabilities.map((_, q) => column(({ quantiles }) => quantiles[q] ?? [])),
        seconds: 0,
        training: null,
        network: null,
      },
    ],
  };
}

/** The same hours on the clock: a file's zone may have come to light since. */
function inZoneOf(
  panel: Panel,
  zone: string | null,
  forecasts: readonly PastForecast[],
): readonly PastForecast[] {
  if (zone === panel.zone) return forecasts;
  const [then, now] = [zoneOf(zone), zoneOf(panel.zone)];
  const moved = (time: number) => now.instantOf(time + then.offsetAt(time));
  return forecasts.map((forecast) => ({ ...forecast, times: forecast.times.map(moved) }));
}

/**
 * Where no column tells series apart, a series is named after its file; one series goes on in a file
 * of another name.
 */
function asNamed(panel: Panel, forecasts: readonly PastForecast[]): readonly PastForecast[] {
  const [id, ...others] = new Set(panel.series.map((series) => series.id));
  const then = new Set(forecasts.map((forecast) => forecast.id));
  if (panel.idColumn !== null || id === undefined || others.length > 0 || then.size !== 1) {
    return forecasts;
  }
  return forecasts.map((forecast) => ({ ...forecast, id }));
}

/** A run that was repeated on the same data has published twice; newest first, so the first counts. */
function newestOfEach(forecasts: readonly PastForecast[]): PastForecast[] {
  const newest = new Map<string, PastForecast>();
  for (const forecast of forecasts) {
    const key = `${forecast.times[0]} ${seriesKey(forecast)}`;
    if (!newest.has(key)) newest.set(key, forecast);
  }
  return [...newest.values()];
}

const rowsByTime = ({ times, values }: Panel['series'][number]) =>
  new Map(Array.from(values, (_, row) => [times[row]!, row] as const));

interface Found {
  readonly forecast: PastForecast;
  readonly origin: Origin;
}

/** By the times that were forecast, because holidays may have moved the rows since. */
function actualsOf(
  panel: Panel,
  rows: readonly ReadonlyMap<number, number>[],
  found: readonly Found[],
  horizon: number,
): Float64Array {
  return flatten(
    found.map(({ forecast, origin }) =>
      forecast.times.map((time) => {
        const row = rows[origin.series]!.get(time);
        return row === undefined ? null : panel.series[origin.series]!.values[row]!;
      }),
    ),
    horizon,
  );
}

function flatten(columns: readonly (readonly (number | null)[])[], horizon: number): Float64Array {
  const flat = new Float64Array(columns.length * horizon).fill(Number.NaN);
  for (const [i, column] of columns.entries()) {
    for (const [h, value] of column.entries()) flat[i * horizon + h] = value ?? Number.NaN;
  }
  return flat;
}
