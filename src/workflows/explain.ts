import type { Panel } from '../data/panel.js';
import type { Reading, ReadingOptions } from '../data/reading.js';
import { truncatePanel } from '../data/splits.js';
import type { EngineSettings } from '../engines/engine.js';
import { usageError } from '../errors.js';
import { defaultValidationSize } from '../evaluation/plan.js';
import { type Attribution, incompleteness } from '../insight/attribution.js';
import { integratedGradients } from '../insight/integrated-gradients.js';
import { occlusion } from '../insight/occlusion.js';
import {
  type Importance,
  importanceSentence,
  permutationImportance,
} from '../insight/permutation.js';
import { models } from '../models/index.js';
import type { Fitted, Model } from '../models/model.js';
import { readState } from '../models/neural-state.js';
import type { ModelDocument } from '../store/model-document.js';
import { readModelFile } from '../store/model-file.js';
import { readForModel } from './read-for-model.js';
import type { Observer } from './workflow.js';

export interface ExplainJob {
  readonly files: readonly string[];
  /** Path of the model file. */
  readonly model: string;
  readonly reading: ReadingOptions;
  /** Id of the series; the first one when absent. */
  readonly series?: string | undefined;
  /** Rows left out at the end: the forecast from an earlier cutoff is explained. */
  readonly back: number;
  readonly engine: EngineSettings;
}

export interface ExplainOutcome {
  readonly reading: Reading;
  readonly document: ModelDocument;
  readonly series: string;
  /** The finer one first. */
  readonly attributions: readonly Attribution[];
  /** Of the covariates, on the rows that validation would take. */
  readonly importances: readonly Importance[];
  readonly remarks: readonly string[];
}

/** Rows to look at where a model has no lookback of its own, in seasons and at least. */
const SEASONS = 2;
const LEAST_ROWS = 30;

/**
 * What a saved model's forecast of one series rests on.
 * @throws UserError (exit 2) for an unknown series or a cutoff before the first row
 */
export async function runExplainJob(job: ExplainJob, observer: Observer): Promise<ExplainOutcome> {
  const document = await readModelFile(job.model);
  const { reading, panel } = await readForModel(document, job.files, job.reading, observer);
  const { fitted } = document;
  const model = models.get(fitted.model);
  const single = knownAt(seriesOf(panel, job.series), job.back);
  observer.step?.(`explaining ${model.name}`);
  const neural = model.family === 'neural';
  const lookback = neural ? readState(fitted).plan.lookback : rowsToLookAt(fitted);
  const attributions = [
    ...(neural ? [await integratedGradients(fitted, single, job.engine)] : []),
    await occlusion(model, fitted, single, lookback, job.engine),
  ];
  const importances = await permutationImportance({
    ...{ model, fitted, panel: single, seed: document.seed, engine: job.engine },
    rows: defaultValidationSize(single.series[0]!.values.length, fitted.horizon),
  });
  return {
    reading,
    document,
    importances,
    series: single.series[0]!.id,
    attributions,
    remarks: [
      ...remarksOn(model, fitted, attributions[0]!),
      ...importances.map(importanceSentence),
    ],
  };
}

function seriesOf(panel: Panel, id: string | undefined): Panel {
  const found = panel.series.find((series) => id === undefined || series.id === id);
  if (found) return { ...panel, series: [found] };
  const ids = panel.series.map((series) => series.id);
  throw usageError(`--series ${id}: there is no such series`, `there are ${ids.join(', ')}`);
}

function knownAt(panel: Panel, back: number): Panel {
  const rows = panel.series[0]!.values.length;
  if (back < rows) return truncatePanel(panel, [rows - back]);
  throw usageError(
    `--back ${back}: the series has ${rows} rows`,
    `give at most ${Math.max(0, rows - 1)}`,
  );
}

const rowsToLookAt = ({ season }: Fitted) => Math.max(LEAST_ROWS, SEASONS * season);

function remarksOn(model: Model, fitted: Fitted, finest: Attribution): string[] {
  if (model.family !== 'neural') {
    return [`${model.name} has no gradients: its rows were hidden one after the other (occlusion)`];
  }
  const { members, recursive } = readState(fitted);
  const missing = `${(100 * incompleteness(finest)).toFixed(2)} %`;
  return [
    `contributions add up to forecast minus baseline within ${missing}`,
    ...(members.length > 1 ? [`of ${members.length} networks the first is explained`] : []),
    ...(recursive ? ['the model forecasts step by step: the first step is explained'] : []),
  ];
}
