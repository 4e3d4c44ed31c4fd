import { levelsOf, probabilitiesOf } from '../../metrics/levels.js';
import { models } from '../../models/index.js';
import type { Champion } from '../../store/champion.js';
import { asTrained, checkAgainst, readingFor } from '../../store/expectations.js';
import type { PastForecasts } from '../../store/past-forecasts.js';
import { forecastPanel } from '../forecast.js';
import { tellMissingBands } from '../missing-bands.js';
import { readData } from '../read.js';
import type { Observer } from '../workflow.js';
import type { Serving } from './job.js';
import { canForecast, type Night } from './night.js';

/**
 * Forecasts with the version that serves. Where the night's data were read for a challenger with other
 * columns, they are read again as the champion was.
 */
export async function serve(
  night: Night,
  champion: Champion,
  observer: Observer,
): Promise<Serving> {
  const { document, facts } = champion;
  const { fitted, calibration, options, expects, form } = document;
  const reading = canForecast(champion, night.reading.panel)
    ? night.reading
    : await readData(
        night.files,
        readingFor(expects, { ...document.reading, ahead: fitted.horizon }, {}),
        observer,
      );
  checkAgainst(expects, reading.panel);
  const panel = asTrained(expects, reading.panel);
  const model = models.get(fitted.model);
  const trained = { request: { model, options, label: model.name }, fitted, calibration, form };
  const { engine } = night.modelling;
  const probabilities =
    calibration === null
      ? []
      : probabilitiesOf(levelsOf(fitted.probabilities), form?.oneSided ?? []);
  const forecasts = await forecastPanel(panel, trained, probabilities, engine);
  tellMissingBands(
    model.name,
    forecasts.map(({ forecast }) => forecast.quantiles),
    observer,
  );
  const { version, fallback } = facts;
  return { reading, version, model: model.name, fallback, forecasts };
}

/** The forecasts as the store keeps them. */
export function pastForecasts(
  run: string,
  { reading, version, forecasts }: Serving,
): PastForecasts {
  return {
    run,
    version,
    zone: reading.panel.zone,
    probabilities: forecasts[0]?.probabilities ?? [],
    forecasts: forecasts.map(({ series, times, forecast }) => ({
      id: reading.panel.series[series]!.id,
      target: reading.panel.series[series]!.target,
      times: [...times],
      point: [...forecast.point],
      quantiles: forecast.quantiles.map((quantile) => [...quantile]),
    })),
  };
}
