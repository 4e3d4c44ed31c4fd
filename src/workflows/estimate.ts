import type { Reading } from '../data/inspection.js';
import {
  backtestRequest,
  type EstimateContext,
  estimateModel,
  type ModelEstimate,
} from '../evaluation/backtest/estimate.js';
import { withControls } from '../evaluation/backtest/run-backtest.js';
import { defaultMetrics, referencesOf } from '../evaluation/scores/score-columns.js';
import { type BacktestJob, openBacktest } from './backtest.js';
import type { Modelling } from './modelling.js';
import { validationSizeOf } from './train.js';
import { openTrainJob, type TrainJob } from './train-job.js';
import type { Observer } from './workflow.js';

/** How long a training's first steps are looked at. */
const TRAINING_SECONDS = 0.5;

/** What a run will take on this machine. */
export interface Estimate {
  readonly reading: Reading;
  readonly modelling: Modelling;
  /** Of a search the mean candidate. */
  readonly models: readonly ModelEstimate[];
  readonly multiplyAdds: number;
  /** Of everything after the data are read. */
  readonly seconds: { readonly least: number; readonly most: number };
}

/** What `runTrainJob` would take. */
export async function estimateTrainJob(
  job: Omit<TrainJob, 'output'>,
  observer: Observer,
): Promise<Estimate> {
  const { reading, modelling, request } = await openTrainJob(job, observer);
  const { panel } = reading;
  const validationSize = validationSizeOf(panel, modelling.horizon, job.validationSize);
  const estimate = await estimateModel(
    { ...request, known: panel, fits: 1, origins: [], validationSize },
    contextOf(modelling, job.clock),
  );
  return sumOf(reading, modelling, [estimate]);
}

/** What `runBacktestJob` would take. */
export async function estimateBacktestJob(job: BacktestJob, observer: Observer): Promise<Estimate> {
  const { reading, modelling, plan } = await openBacktest(job, observer);
  const names = [
    ...referencesOf(job.metrics ?? defaultMetrics()),
    ...(job.against ? [job.against] : []),
  ];
  const models: ModelEstimate[] = [];
  for (const request of withControls(modelling.requests, modelling.season, names)) {
    observer.step?.(`estimating ${request.label}`);
    const asked = backtestRequest(request, reading.panel, plan);
    models.push(await estimateModel(asked, contextOf(modelling, job.clock)));
  }
  return sumOf(reading, modelling, models);
}

/** What all fits of a run share. */
export const contextOf = (modelling: Modelling, clock: () => number): EstimateContext => ({
  ...modelling,
  clock,
  trainingSeconds: TRAINING_SECONDS,
});

/** A run of these models. */
export function sumOf(
  reading: Reading,
  modelling: Modelling,
  models: readonly ModelEstimate[],
): Estimate {
  const sum = (of: (model: ModelEstimate) => number) =>
    models.reduce((total, model) => total + of(model), 0);
  return {
    reading,
    modelling,
    models,
    multiplyAdds: sum((model) => model.multiplyAdds),
    seconds: {
      least: sum(({ seconds }) => seconds.least),
      most: sum(({ seconds }) => seconds.most),
    },
  };
}
