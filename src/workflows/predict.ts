import type { Reading } from '../data/inspection.js';
import type { Panel } from '../data/panel/panel.js';
import type { Shard } from '../data/panel/shard.js';
import type { ReadingOptions } from '../data/reading.js';
import type { EngineSettings } from '../engines/engine.js';
import { modelFileError, usageError } from '../errors.js';
import { plainForm, requireRange, type ValueRange } from '../evaluation/intervals/forecast-form.js';
import { warning } from '../message.js';
import { levelsOf, probabilitiesOf } from '../metrics/levels.js';
import { NoNumberError } from '../models/finite-forecasts.js';
import { models } from '../models/index.js';
import { requireChampion } from '../store/champion.js';
import { readingFor } from '../store/expectations.js';
import type { ModelDocument } from '../store/model-document.js';
import { readModelFile, withModelOf } from '../store/model-file.js';
import { modelFolderOf } from '../store/names.js';
import type { SeriesForecast } from '../tables/results.js';
import { fallbackRemark } from './fallback-remark.js';
import { forecastPanel } from './forecast.js';
import { tellMissingBands } from './missing-bands.js';
import { withFutureFile } from './planning/future-file.js';
import { type Planned, type PlanningRequest, plannedOf } from './planning/planned.js';
import { readForModel } from './read-for-model.js';
import type { TrainedModel } from './train.js';
import type { Observer } from './workflow.js';

export interface PredictJob {
  readonly files: readonly string[];
  /** Path of a model file, or the name under which a model serves in a store. */
  readonly model: string | { readonly store: string; readonly name: string };
  /** The reading flags of this run; the model's own stand behind them. */
  readonly reading: ReadingOptions;
  /** In percent; absent for those of the training. */
  readonly levels?: readonly number[] | undefined;
  /** Probabilities of one-sided quantiles; absent for those of the training. */
  readonly quantiles?: readonly number[] | undefined;
  /** What values are possible; absent for that of the training. */
  readonly range?: ValueRange | undefined;
  /** A plan of the covariates known in the future. */
  readonly futureFile?: string | undefined;
  readonly planning?: PlanningRequest | undefined;
  /** Fewer steps than the model was trained for. */
  readonly horizon?: number | undefined;
  readonly engine: EngineSettings;
}

export interface PredictOutcome {
  readonly reading: Reading;
  readonly document: ModelDocument;
  readonly forecasts: readonly SeriesForecast[];
  /** Totals and paths that were asked for. */
  readonly planned: Planned;
}

/** Forecasts from a saved model and a file of history. */
export async function runPredictJob(job: PredictJob, observer: Observer): Promise<PredictOutcome> {
  const document = await readModel(job.model, observer);
  const { fitted, calibration, options, form: saved = plainForm } = document;
  const { horizon = fitted.horizon } = job;
  if (horizon > fitted.horizon) {
    throw usageError(
      `--horizon ${horizon}: the model was trained for ${fitted.horizon} steps`,
      `ask for at most ${fitted.horizon}, or train a model with --horizon ${horizon}`,
    );
  }
  const { reading, panel: read } = await readForModel(document, job.files, job.reading, observer);
  const panel =
    job.futureFile === undefined
      ? read
      : await withFutureFile(
          read,
          {
            file: job.futureFile,
            reading: readingFor(document.expects, document.reading, job.reading),
            horizon: fitted.horizon,
          },
          observer,
        );
  const model = models.get(fitted.model);
  const levels = job.levels ?? levelsOf(fitted.probabilities);
  const form = { range: job.range ?? saved.range, oneSided: job.quantiles ?? saved.oneSided };
  requireRange(panel, form.range);
  if (levels.length + form.oneSided.length > 0 && calibration === null) {
    throw usageError(
      '--levels, --quantile: the model was trained without intervals',
      'train it again with --levels, or leave the flag out',
    );
  }
  observer.step?.(`forecasting with ${model.name}`);
  const trained = { request: { model, options, label: model.name }, fitted, calibration, form };
  const path = typeof job.model === 'string' ? job.model : job.model.name;
  const probabilities = probabilitiesOf(levels, form.oneSided);
  const { shard } = job.reading;
  const all = await forecastSaved(path, panel, trained, probabilities, job.engine, shard);
  tellMissingBands(
    model.name,
    all.map(({ forecast }) => forecast.quantiles),
    observer,
  );
  const forecasts = all.map((forecast) => firstSteps(forecast, horizon));
  const planned = plannedOf(
    { panel, forecasts, calibration, range: form.range, seed: document.seed },
    job.planning ?? {},
  );
  return { reading, document, forecasts, planned };
}

/**
 * Forecasts with a model that came from a file.
 * @throws UserError (exit 5) where it cannot, or gives no number
 */
export async function forecastSaved(
  path: string,
  panel: Panel,
  trained: TrainedModel,
  probabilities: readonly number[],
  engine: EngineSettings,
  shard?: Shard,
): Promise<SeriesForecast[]> {
  try {
    return await withModelOf(path, () =>
      forecastPanel(panel, trained, probabilities, engine, shard),
    );
  } catch (error) {
    if (!(error instanceof NoNumberError) || error.largest > ORDINARY) throw error;
    throw modelFileError(
      `the model "${path}" cannot be used: ${error.message}`,
      'train it again, or take it from a backup',
    );
  }
}

/** Data up to here do not make a sound model's forecast overflow. */
const ORDINARY = 1e100;

async function readModel(model: PredictJob['model'], observer: Observer): Promise<ModelDocument> {
  if (typeof model === 'string') return readModelFile(model);
  const { facts, document } = await requireChampion(modelFolderOf(model.store, model.name));
  if (facts.fallback) observer.say?.(warning(fallbackRemark(facts.model)));
  return document;
}

function firstSteps(result: SeriesForecast, steps: number): SeriesForecast {
  const { point, quantiles } = result.forecast;
  return {
    ...result,
    times: result.times.subarray(0, steps),
    forecast: {
      point: point.subarray(0, steps),
      quantiles: quantiles.map((quantile) => quantile.subarray(0, steps)),
    },
  };
}
