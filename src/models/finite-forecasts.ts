import type { Panel } from '../data/panel/panel.js';
import type { EngineSettings } from '../engines/engine.js';
import { UserError } from '../errors.js';
import type { Fitted, Forecast, Model } from './model.js';

/**
 * A model's forecasts for a panel, checked before anything is made of them: whoever shows, judges or
 * stores forecasts gets them here.
 * @param label - what messages call the model
 * @throws UserError (exit 4) when one of them is no finite number
 */
export async function finiteForecasts(
  model: Model,
  fitted: Fitted,
  panel: Panel,
  engine: EngineSettings,
  label: string = model.name,
): Promise<readonly Forecast[]> {
  const forecasts = await model.forecast(fitted, panel, engine);
  for (const [i, { point, quantiles }] of forecasts.entries()) {
    for (const column of [point, ...quantiles]) {
      const step = column.findIndex((value) => !Number.isFinite(value));
      if (step >= 0) throw notFinite(label, panel.series[i]!, step, column[step]!);
    }
  }
  return forecasts;
}

/** A forecast is no finite number. */
export class NoNumberError extends UserError {
  /** The largest absolute value of the series. */
  readonly largest: number;

  constructor(message: string, largest: number) {
    super(message, 'look for an outlier with gatecast inspect, or name another --model', 4);
    this.largest = largest;
  }
}

function notFinite(label: string, series: Panel['series'][number], step: number, value: number) {
  const { id, values } = series;
  const known = values.filter((each) => !Number.isNaN(each));
  const largest = known.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  return new NoNumberError(
    `${label}: the forecast of series "${id}" is no finite number at step ${step + 1} (${value}); its largest value is ${largest.toPrecision(3)}`,
    largest,
  );
}
