import type { Reading } from '../data/inspection.js';
import { sampledPanel } from '../data/panel/sample.js';
import type { ReadingOptions } from '../data/reading.js';
import type { EngineFacts } from '../engines/engine.js';
import { engines } from '../engines/index.js';
import { usageError } from '../errors.js';
import type { BacktestRequest } from '../evaluation/backtest/run-backtest.js';
import { isPlain } from '../evaluation/intervals/forecast-form.js';
import { expectationsOf } from '../store/expectations.js';
import type { ModelDocument, SavedReading } from '../store/model-document.js';
import { writeModelFile } from '../store/model-file.js';
import { tellUnusedCovariates } from './covariates.js';
import { type Modelling, type ModellingRequest, resolveModelling } from './modelling.js';
import { readData } from './read.js';
import { requireAlone } from './shards/require-alone.js';
import { type TrainedModel, trainModel } from './train.js';
import type { Observer } from './workflow.js';

export interface TrainJob {
  readonly files: readonly string[];
  readonly reading: ReadingOptions;
  readonly modelling: ModellingRequest;
  readonly validationSize?: number | undefined;
  /** Path of the model file. */
  readonly output: string;
  /** Version of gatecast. */
  readonly version: string;
  /** Seconds from any start. */
  readonly clock: () => number;
}

export interface TrainOutcome {
  readonly reading: Reading;
  readonly modelling: Modelling;
  readonly trained: TrainedModel;
  readonly output: string;
  /** Of the fit and its calibration. */
  readonly seconds: number;
  /** What trained a network, where the name of the engine does not say it all. */
  readonly engine?: EngineFacts;
}

/** Trains one model on all of the data and saves it, whole or not at all. */
export async function runTrainJob(job: TrainJob, observer: Observer): Promise<TrainOutcome> {
  const { reading, modelling, request } = await openTrainJob(job, observer);
  const start = job.clock();
  const { sample } = job.reading;
  const settings = { ...job, sample };
  const trained = await trainModel(reading.panel, request, modelling, settings, observer);
  const seconds = job.clock() - start;
  const panel = sampledPanel(reading.panel, sample);
  const learnt = { ...reading, panel };
  await writeModelFile(job.output, modelDocument(job, learnt, modelling, trained));
  const trains = (trained.fitted.training?.epochs ?? 0) > 0;
  const facts = trains ? await engines.get(modelling.engine.name).facts?.() : undefined;
  return {
    reading: learnt,
    modelling,
    trained,
    output: job.output,
    seconds,
    ...(facts && { engine: facts }),
  };
}

/**
 * Reads, and decides what was left open.
 * @throws UserError (exit 2) for more than one model
 */
export async function openTrainJob(
  job: Omit<TrainJob, 'output'>,
  observer: Observer,
): Promise<Pick<TrainOutcome, 'reading' | 'modelling'> & { readonly request: BacktestRequest }> {
  const { horizon } = job.modelling;
  const ahead = horizon === undefined ? {} : { ahead: horizon };
  const reading = await readData(job.files, { ...ahead, ...job.reading }, observer);
  const modelling = resolveModelling(reading.panel, job.modelling);
  const [request, ...others] = modelling.requests;
  if (!request || others.length > 0) {
    throw usageError('train takes one --model', 'run it once for each model');
  }
  requireAlone([request], job.reading.shard);
  tellUnusedCovariates(reading.panel, modelling, observer);
  return { reading, modelling, request };
}

/** The reading flags that make sense in another run. */
export function savedReading(reading: ReadingOptions): SavedReading {
  const { stdin: _in, limits: _limits, holidayNames: _names, ...rest } = reading;
  const { shard: _shard, sample: _sample, ...saved } = rest;
  return saved;
}

/** What a model file holds of a training. */
export function modelDocument(
  job: Pick<TrainJob, 'reading' | 'version'>,
  reading: Reading,
  modelling: Modelling,
  { request, fitted, calibration, form }: TrainedModel,
): ModelDocument {
  return {
    gatecast: job.version,
    expects: expectationsOf(reading.panel),
    reading: savedReading(job.reading),
    options: request.options,
    seed: modelling.seed,
    fitted,
    calibration,
    ...(form && !isPlain(form) ? { form } : {}),
  };
}
