import type { Panel } from '../data/panel/panel.js';
import { usageError } from '../errors.js';
import { levelsOf, probabilitiesOf } from '../metrics/levels.js';
import { models } from '../models/index.js';
import { asTrained, checkAgainst } from '../store/expectations.js';
import { forecastDocuments } from '../tables/forecast-documents.js';
import { forecastPanel } from '../workflows/forecast.js';
import { type EngineChoice, engineSettings } from './settings.js';
import type { TrainedModel } from './train.js';

/**
 * One step of one series: `id`, `time` (ISO 8601, or the step's number), `model`, `forecast`, and for
 * each level `lo_80`, `hi_80` …; `target` where the panel has several.
 */
export type ForecastRow = Readonly<Record<string, string | number>>;

export interface ForecastSettings extends EngineChoice {
  /** In percent; default those of the training. */
  readonly levels?: readonly number[];
}

/**
 * Forecasts after the last row of every series, series by series, step by step.
 * @throws UserError (exitCode 4) when the panel is not what the model was trained for, (2) for levels
 *   of a model that was trained without any
 */
export async function forecast(
  model: TrainedModel,
  panel: Panel,
  settings: ForecastSettings = {},
): Promise<ForecastRow[]> {
  const { fitted, calibration, options, expects, form } = model;
  checkAgainst(expects, panel);
  const levels = settings.levels ?? levelsOf(fitted.probabilities);
  if (levels.length > 0 && calibration === null) {
    throw usageError('levels: the model was trained without intervals', 'train it with levels');
  }
  const entry = models.get(fitted.model);
  const request = { model: entry, options, label: entry.name };
  const known = asTrained(expects, panel);
  const forecasts = await forecastPanel(
    known,
    { request, fitted, calibration, form },
    probabilitiesOf(levels, form?.oneSided),
    engineSettings(settings),
  );
  return forecastDocuments(known, forecasts);
}
