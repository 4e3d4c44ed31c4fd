import type { Reading } from '../data/inspection.js';
import type { Panel } from '../data/panel/panel.js';
import { truncatePanel } from '../data/panel/splits.js';
import type { ReadingOptions } from '../data/reading.js';
import type { EngineSettings } from '../engines/engine.js';
import { usageError } from '../errors.js';
import { defaultValidationSize } from '../evaluation/backtest/plan.js';
import { type Explanation, explainModel } from '../insight/explain-model.js';
import {
  type Importance,
  importanceSentence,
  permutationImportance,
} from '../insight/permutation.js';
import { effectsOf, effectText, type NamedEffect } from '../models/effects.js';
import { models } from '../models/index.js';
import type { ModelDocument } from '../store/model-document.js';
import { isModelFile, readModelFile } from '../store/model-file.js';
import { readForModel } from './read-for-model.js';
import type { Observer } from './workflow.js';

export interface ExplainJob {
  /** The model file may be among them. */
  readonly files: readonly string[];
  /** Path of the model file, where it is none of them. */
  readonly model?: string | undefined;
  readonly reading: ReadingOptions;
  /** Id of the series; the first one when absent. */
  readonly series?: string | undefined;
  /** Rows left out at the end: the forecast from an earlier cutoff is explained. */
  readonly back: number;
  /** Forecasts to explain together, from cutoffs spread over the last fifth of what is left. */
  readonly windows: number;
  readonly engine: EngineSettings;
}

export interface ExplainOutcome extends Explanation {
  readonly reading: Reading;
  readonly document: ModelDocument;
  readonly series: string;
  /** Of the covariates, on the rows that validation would take. */
  readonly importances: readonly Importance[];
  /** What the model has learnt of each covariate, in the target's unit; none for a network. */
  readonly effects: readonly NamedEffect[];
}

/**
 * What a saved model's forecasts of one series rest on.
 * @throws UserError (exit 2) for no model or several, an unknown series or a cutoff before the first row
 */
export async function runExplainJob(job: ExplainJob, observer: Observer): Promise<ExplainOutcome> {
  const { model: path, files } = await modelAmong(job);
  const document = await readModelFile(path);
  const { reading, panel } = await readForModel(document, files, job.reading, observer);
  const { fitted } = document;
  const { engine } = job;
  const model = models.get(fitted.model);
  const single = knownAt(seriesOf(panel, job.series), job.back);
  const rows = defaultValidationSize(single.series[0]!.values.length, fitted.horizon);
  const cutoffs = spreadCutoffs(job.windows, rows);
  observer.step?.(`explaining ${model.name}`);
  const explanation = await explainModel({ model, fitted, panel: single, cutoffs, engine });
  const importances = await permutationImportance({
    model,
    fitted,
    panel: single,
    seed: document.seed,
    engine,
    rows,
  });
  const effects = effectsOf(fitted, single.series[0]!);
  return {
    reading,
    document,
    importances,
    series: single.series[0]!.id,
    attributions: explanation.attributions,
    effects,
    remarks: [
      ...(effects.length > 0
        ? [`effects of one more in a row: ${effects.map(effectText).join(', ')}`]
        : []),
      ...explanation.remarks,
      ...importances.map(importanceSentence),
    ],
  };
}

/** The one model to explain, and the data. */
async function modelAmong({ model, files }: Pick<ExplainJob, 'model' | 'files'>) {
  if (model !== undefined) return { model, files };
  const kinds = await Promise.all(files.map(isModelFile));
  const [found, ...others] = files.filter((_, i) => kinds[i]);
  // Of several files one was meant to be the model: its own error says more.
  if (found === undefined && files.length > 1) await readModelFile(files[0]!);
  if (found === undefined || others.length > 0) {
    throw usageError(
      found === undefined ? 'no model is given' : 'explain takes one model',
      'gatecast explain MODEL FILE, with a MODEL that gatecast train wrote',
    );
  }
  return { model: found, files: files.filter((_, i) => !kinds[i]) };
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

/** Rows to leave out at the end: none for the newest forecast, and at most `rows`. */
function spreadCutoffs(windows: number, rows: number): number[] {
  if (windows > rows + 1) {
    throw usageError(
      `--windows ${windows}: the last fifth of the series has ${rows} rows`,
      `give at most ${rows + 1}`,
    );
  }
  return Array.from({ length: windows }, (_, i) => Math.floor((i * rows) / windows));
}
