import { stepMs } from '../data/calendar/frequency.js';
import type { Panel, Series } from '../data/panel/panel.js';
import { type WallClockView, wallClockView } from '../data/panel/wall-clock.js';
import type { Forecast, Model } from './model.js';

/**
 * A model that sees the series of a zone as the clocks on the wall showed them, so that what it knows of
 * a day holds when the clocks change. Of all other panels it sees what there is.
 */
export function onWallClock(model: Model): Model {
  const seen = (panel: Panel) => wallClockView(panel, 0)?.panel ?? panel;
  const { dryRun } = model;
  return {
    ...model,
    fit: (panel, context) => model.fit(seen(panel), context),
    ...(dryRun && {
      dryRun: (panel, context, seconds) => dryRun(seen(panel), context, seconds),
    }),
    async forecast(fitted, panel, engine) {
      const view = wallClockView(panel, fitted.horizon);
      if (!view) return model.forecast(fitted, panel, engine);
      const made = await model.forecast(fitted, view.panel, engine);
      const longer = beyondHorizon(view, made);
      const beyond = longer.series.length > 0 ? await model.forecast(fitted, longer, engine) : [];
      let next = 0;
      return view.places.map(({ ahead }, i) => {
        const more = placesBeyond(ahead);
        return atInstants(
          view.panel.series[i]!,
          ahead,
          made[i]!,
          more > 0 ? beyond[next++]! : null,
        );
      });
    },
  };
}

/** Places that a horizon over the hour that spring skips needs besides as many as it has steps. */
const placesBeyond = (ahead: Int32Array) => Math.max(0, (ahead.at(-1) ?? 0) - ahead.length + 1);

/** The series that need such places, going on with the first steps of their forecasts. */
function beyondHorizon({ panel, places }: WallClockView, made: readonly Forecast[]): Panel {
  const step = stepMs(panel.frequency)!;
  const series = panel.series.flatMap((one, i) => {
    const more = placesBeyond(places[i]!.ahead);
    return more === 0 ? [] : [goOn(one, made[i]!.point.subarray(0, more), step)];
  });
  return { ...panel, series };
}

function goOn(series: Series, ahead: Float64Array, step: number): Series {
  const rows = series.values.length;
  const longer = (column: Float64Array, values: Float64Array | number) => {
    const all = new Float64Array(rows + ahead.length).fill(Number.NaN);
    all.set(column.subarray(0, rows));
    if (typeof values !== 'number') all.set(values, rows);
    return all;
  };
  const last = series.times[rows - 1] ?? 0;
  const times = Float64Array.from(
    { length: Math.max(series.times.length, rows + ahead.length) },
    (_, row) => series.times[row] ?? last + (row - rows + 1) * step,
  );
  return {
    ...series,
    times,
    values: longer(series.values, ahead),
    past: series.past.map((column) => longer(column, Number.NaN)),
  };
}

/** A forecast by places on the wall clock as one by steps. */
function atInstants(
  { values }: Series,
  ahead: Int32Array,
  made: Forecast,
  beyond: Forecast | null,
): Forecast {
  const more = placesBeyond(ahead);
  // The second passing of an hour is forecast to be as the first was, and as uncertain as the next step.
  const shift = (place: number) => (values.at(place) ?? made.point[0]!) - made.point[0]!;
  const pick = (first: Float64Array, second: Float64Array | undefined) =>
    Float64Array.from(ahead, (place) => {
      if (place < 0) return first[0]! + (Number.isNaN(shift(place)) ? 0 : shift(place));
      return place < first.length ? first[place]! : second![place - more]!;
    });
  return {
    point: pick(made.point, beyond?.point),
    quantiles: made.quantiles.map((quantile, q) => pick(quantile, beyond?.quantiles[q])),
  };
}
