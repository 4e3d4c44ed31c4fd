import { join } from 'node:path';
import { modelFileError, usageError } from '../../errors.js';
import { panelValidationSize } from '../../evaluation/backtest/plan.js';
import { type Calibration, calibrate } from '../../evaluation/intervals/calibration.js';
import type { TrainedNetwork } from '../../interchange/export-format.js';
import { importExported } from '../../interchange/import/exported.js';
import { parseGraph } from '../../interchange/import/model-json.js';
import { readWeights } from '../../interchange/import/weights.js';
import type { PlanDocument } from '../../interchange/plan-document.js';
import { probabilitiesOf } from '../../metrics/levels.js';
import { models } from '../../models/index.js';
import type { StateValue } from '../../models/model.js';
import { writeState } from '../../models/neural/state.js';
import { ShapeError } from '../../models/shape.js';
import { readingFor } from '../../store/expectations.js';
import { folderHolds } from '../../store/folder-files.js';
import { type ModelDocument, modelDocument } from '../../store/model-document.js';
import { writeModelFile } from '../../store/model-file.js';
import { tellEmptyCalibration } from '../missing-bands.js';
import { readData } from '../read.js';
import type { Observer } from '../workflow.js';
import type { ImportJob, ImportOutcome } from './import-job.js';
import { MODEL_JSON, openLayersModel, readText } from './layers-model.js';

/** A pipe alone is no sign that there are data: a script's standard input may be empty. */
const STANDARD_INPUT = '-';

/** What `export` writes beside a network; see `planDocument`. */
const PLAN_JSON = 'gatecast.json';

/** A folder's gatecast.json, or null when there is none: the network is not one of ours. */
export async function readExport(folder: string): Promise<string | null> {
  return (await folderHolds(folder, PLAN_JSON)) ? readText(folder, PLAN_JSON) : null;
}

/**
 * Makes a model file of what `export --to tfjs` wrote, with the weights as they lie there now. Data are
 * needed for intervals alone.
 * @throws UserError (exit 5) when model.json and gatecast.json do not belong together
 */
export async function importBack(
  job: ImportJob,
  planText: string,
  observer: Observer,
): Promise<ImportOutcome> {
  if (job.normalize !== undefined || job.scope !== undefined || job.rawCovariates) {
    throw usageError(
      `"${join(job.folder, PLAN_JSON)}" says what the network was trained behind`,
      'leave out --normalize, --normalize-scope and --raw-covariates',
    );
  }
  const exported = parsed<PlanDocument>(job.folder, planText);
  if (!exported.network?.nodes || !exported.plan?.scales) {
    throw damaged(job.folder, 'it has no network or no plan');
  }
  const { text, readPart } = await openLayersModel(job.folder);
  const graph = parseGraph(text, join(job.folder, MODEL_JSON));
  const network = importExported(
    exported.network,
    graph,
    await readWeights(graph.groups, readPart),
  );
  const document = documentOf(job, planText, network);
  const calibration = await calibrated(job, document, observer);
  if (calibration) tellEmptyCalibration(exported.model, calibration, observer);
  await writeModelFile(job.output, { ...document, calibration });
  const { model, horizon, plan } = exported;
  return {
    model,
    lookback: plan.lookback,
    horizon,
    covariates: plan.pastNames.length + plan.futureNames.length,
    parameters: network.weights.length,
    output: job.output,
  };
}

/** The model file without its intervals. @throws UserError (exit 5) where gatecast.json is not what it was */
function documentOf(job: ImportJob, planText: string, network: TrainedNetwork): ModelDocument {
  const { model, horizon, plan, output } = parsed<PlanDocument>(job.folder, planText);
  // Of this half nothing is believed before its shape is checked.
  const { gatecast, expects, reading, options, seed } = parsed<Record<string, StateValue>>(
    job.folder,
    planText,
  );
  try {
    return modelDocument(
      {
        gatecast: gatecast ?? '',
        expects: expects ?? null,
        reading: reading ?? null,
        options: options ?? null,
        seed: seed ?? null,
        calibration: null,
        fitted: {
          model: models.get(model).name,
          horizon,
          season: plan.season,
          training: null,
          probabilities: probabilitiesOf(job.levels),
          state: writeState({
            plan,
            spec: network.spec,
            members: [network.weights],
            recursive: output.fedBack,
          }),
        },
      },
      PLAN_JSON,
    );
  } catch (error) {
    if (!(error instanceof ShapeError || error instanceof TypeError)) throw error;
    throw damaged(job.folder, error.message);
  }
}

/** Intervals for the levels that were asked for, from the last rows of the data; data given must fit. */
async function calibrated(
  { files, reading, levels, engine }: ImportJob,
  { expects, reading: saved, fitted }: ModelDocument,
  observer: Observer,
): Promise<Calibration | null> {
  const [file, ...others] = files;
  const given = others.length > 0 || (file !== undefined && file !== STANDARD_INPUT);
  if (levels.length === 0 && !given) return null;
  const how = { ahead: fitted.horizon, ...readingFor(expects, saved, reading) };
  const { panel } = await readData(files, how, observer);
  if (levels.length === 0) return null;
  const rows = panel.series.map(({ values }) => values.length);
  const validationSize = panelValidationSize(rows, fitted.horizon);
  const request = { validationSize, probabilities: fitted.probabilities, engine };
  return calibrate(models.get(fitted.model), fitted, panel, request);
}

function parsed<Document>(folder: string, text: string): Document {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged(folder, error instanceof Error ? error.message : String(error));
  }
}

const damaged = (folder: string, how: string) =>
  modelFileError(
    `"${join(folder, PLAN_JSON)}" is not what export wrote: ${how}`,
    'export the model again, or take gatecast.json away to import the network alone',
  );
