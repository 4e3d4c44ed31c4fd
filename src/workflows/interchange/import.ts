import { join } from 'node:path';
import type { Panel } from '../../data/panel/panel.js';
import { findSeason } from '../../data/panel/season.js';
import { dataError } from '../../errors.js';
import { panelValidationSize } from '../../evaluation/backtest/plan.js';
import { calibrate } from '../../evaluation/intervals/calibration.js';
import { parseModelJson } from '../../interchange/import/model-json.js';
import { type ImportedNetwork, importNetwork } from '../../interchange/import/network.js';
import { readWeights } from '../../interchange/import/weights.js';
import { probabilitiesOf } from '../../metrics/levels.js';
import { models } from '../../models/index.js';
import type { Fitted } from '../../models/model.js';
import { writeState } from '../../models/neural/state.js';
import { normalizers } from '../../normalizers/index.js';
import { expectationsOf } from '../../store/expectations.js';
import { writeModelFile } from '../../store/model-file.js';
import type { FeaturePlan } from '../../training/windows/feature-plan.js';
import { fitScale } from '../../training/windows/features.js';
import { tellEmptyCalibration } from '../missing-bands.js';
import { readData } from '../read.js';
import { savedReading } from '../train-job.js';
import type { Observer } from '../workflow.js';
import { importBack, readExport } from './import-back.js';
import type { ImportJob, ImportOutcome } from './import-job.js';
import { MODEL_JSON, openLayersModel } from './layers-model.js';

const STANDARD = 'standard';
const AS_IT_IS = { mean: 0, deviation: 1 };

/**
 * Makes a model file of a TensorFlow.js layers model: of an export of gatecast with all that the export
 * says of its data, of any other for the data that it shall forecast.
 * @throws UserError (exit 5) when it is no such model, (exit 4) when the data do not fit it
 */
export async function runImportJob(job: ImportJob, observer: Observer): Promise<ImportOutcome> {
  const exported = await readExport(job.folder);
  return exported === null ? importForeign(job, observer) : importBack(job, exported, observer);
}

async function importForeign(job: ImportJob, observer: Observer): Promise<ImportOutcome> {
  const normalizer = normalizers.get(job.normalize ?? STANDARD);
  const network = await readNetwork(job.folder, normalizer.anchor === 'last');
  const reading = await readData(job.files, { ahead: network.horizon, ...job.reading }, observer);
  const { panel } = reading;
  requireColumns(panel, network);

  const probabilities = probabilitiesOf(job.levels);
  const plan = planOf(panel, network, job);
  const fitted = fittedOf(network, plan, probabilities);
  const rows = panel.series.map(({ values }) => values.length);
  const validationSize = panelValidationSize(rows, network.horizon);
  const model = models.get(fitted.model);
  const request = { validationSize, probabilities, engine: job.engine };
  const calibration =
    probabilities.length === 0 ? null : await calibrate(model, fitted, panel, request);
  if (calibration) tellEmptyCalibration(model.name, calibration, observer);

  await writeModelFile(job.output, {
    gatecast: job.version,
    expects: expectationsOf(panel),
    options: {},
    seed: 0,
    reading: savedReading(job.reading),
    fitted,
    calibration,
  });
  const { cell, lookback, horizon, covariates } = network;
  const size = { lookback, horizon, covariates, parameters: network.weights.length };
  return { model: cell, ...size, output: job.output };
}

async function readNetwork(folder: string, anchored: boolean): Promise<ImportedNetwork> {
  const { text, readPart } = await openLayersModel(folder);
  const chain = parseModelJson(text, join(folder, MODEL_JSON));
  const weights = await readWeights(chain.groups, readPart);
  return importNetwork(chain, weights, anchored);
}

/** @throws UserError (exit 4) unless the data have as many columns as the network reads */
function requireColumns({ pastNames, futureNames }: Panel, { covariates }: ImportedNetwork): void {
  const names = [...pastNames, ...futureNames];
  if (names.length === covariates) return;
  throw dataError(
    `the network reads ${covariates} columns beside the target, but the data have ${names.length}: ${names.join(', ') || 'none'}`,
    'name them with --past, in the order of the network',
  );
}

/** The network's own output is normalised values, so its unit is the deviation, not the naive error. */
function planOf(panel: Panel, { lookback, horizon }: ImportedNetwork, job: ImportJob): FeaturePlan {
  const season = Math.max(...panel.series.map(({ values }) => findSeason(values, panel.frequency)));
  const normalizer = normalizers.get(job.normalize ?? STANDARD);
  const scope = job.scope ?? 'series';
  return {
    lookback,
    horizon,
    season,
    normalizer: normalizer.name,
    scope,
    unit: 'deviation',
    level: false,
    calendar: [],
    masked: false,
    statics: [],
    pastNames: panel.pastNames,
    futureNames: panel.futureNames,
    scales: panel.series.map((series) => {
      const scale = fitScale(series, series.values.length, season, normalizer);
      return job.rawCovariates
        ? { ...scale, covariates: scale.covariates.map(() => AS_IT_IS) }
        : scale;
    }),
  };
}

function fittedOf(
  { cell, horizon, spec, weights }: ImportedNetwork,
  plan: FeaturePlan,
  probabilities: readonly number[],
): Fitted {
  return {
    model: cell,
    horizon,
    season: plan.season,
    probabilities,
    state: writeState({ plan, spec, members: [weights], recursive: false }),
    training: null,
  };
}
