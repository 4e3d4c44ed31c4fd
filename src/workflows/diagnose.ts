import { basename, extname } from 'node:path';
import type { Reading } from '../data/inspection.js';
import type { Panel } from '../data/panel/panel.js';
import type { ReadingOptions } from '../data/reading.js';
import { usageError } from '../errors.js';
import { cellSteps, usualCells } from '../insight/cells/index.js';
import { type DiagnoseSettings, type Diagnosis, diagnoseCell } from '../insight/diagnose.js';
import { diagnoseModel } from '../insight/diagnose-model.js';
import type { DiagnosticTask } from '../insight/diagnostic-task.js';
import { namedTask } from '../insight/named-task.js';
import { panelTask } from '../insight/panel-task.js';
import { note } from '../message.js';
import { models } from '../models/index.js';
import { isModelFile, readModelFile } from '../store/model-file.js';
import { readData } from './read.js';
import { readForModel } from './read-for-model.js';
import type { Observer } from './workflow.js';

export interface DiagnoseJob {
  /** Data, and saved models among them; not together with a task. */
  readonly files: readonly string[];
  readonly reading: ReadingOptions;
  /** `name` or `name:K`; see the registry of tasks. */
  readonly task?: string | undefined;
  /** Names of cells; all when absent. */
  readonly cells?: readonly string[] | undefined;
  readonly lookback?: number | undefined;
  readonly settings: Omit<DiagnoseSettings, 'onEpoch' | 'signal'>;
  /** Flags that were given and say how to train, which a saved model no longer asks. */
  readonly trainingFlags: readonly string[];
  /** Seconds from any start, to tell of a training that takes minutes. */
  readonly clock: () => number;
}

/** A training that takes longer than this says how long it will take. */
const LONG_SECONDS = 60;

export interface DiagnoseOutcome {
  readonly title: string;
  /** Null for a task. */
  readonly reading: Reading | null;
  /** What cells were trained on; null for saved models. */
  readonly task: DiagnosticTask | null;
  readonly diagnoses: readonly Diagnosis[];
}

/**
 * Looks into saved models where there are some among the files. Otherwise trains one cell after the other
 * on the same windows with the same seed, and looks into them.
 * @throws UserError (exit 2) for a file beside a task, or neither
 */
export async function runDiagnoseJob(
  job: DiagnoseJob,
  observer: Observer,
): Promise<DiagnoseOutcome> {
  const kinds = await Promise.all(job.files.map(isModelFile));
  const saved = job.files.filter((_, i) => kinds[i]);
  const data = job.files.filter((_, i) => !kinds[i]);
  if (saved.length > 0) return lookIntoModels(job, saved, data, observer);
  const { settings } = job;
  const { reading, task } = await diagnosticTaskOf(job, observer);
  const epochs = settings.epochs ?? task.epochs;
  const diagnoses: Diagnosis[] = [];
  for (const name of new Set(job.cells ?? usualCells)) {
    observer.step?.(`training ${name} on ${task.title}`);
    const progress = observer.epochs?.(name);
    const begun = job.clock();
    diagnoses.push(
      await diagnoseCell(cellSteps.get(name), task, {
        ...settings,
        onEpoch: (record) => {
          progress?.({ ...record, epochs, seconds: 0 });
          if (record.epoch === 1) tellLong(name, epochs, job.clock() - begun, observer);
        },
        ...(observer.signal ? { signal: observer.signal } : {}),
      }),
    );
  }
  return { title: task.title, reading, task, diagnoses };
}

/** After its first epoch a training that takes minutes says so: it may run where no terminal shows progress. */
function tellLong(cell: string, epochs: number, secondsOfOne: number, observer: Observer): void {
  const seconds = secondsOfOne * epochs;
  if (seconds < LONG_SECONDS) return;
  const minutes = Math.ceil(seconds / 60);
  observer.say?.(
    note(
      `${cell}: ${epochs} epochs take about ${minutes === 1 ? 'a minute' : `${minutes} minutes`}; --epochs makes them fewer`,
    ),
  );
}

/** Models are called by their file where there are several. */
async function lookIntoModels(
  job: DiagnoseJob,
  saved: readonly string[],
  data: readonly string[],
  observer: Observer,
): Promise<DiagnoseOutcome> {
  const [flag] = [...(job.task === undefined ? [] : ['task']), ...job.trainingFlags];
  if (flag !== undefined) {
    throw usageError(
      `--${flag} says how to train, and ${saved.join(', ')} is trained already`,
      'leave out the one or the other',
    );
  }
  if (data.length === 0) {
    throw usageError(
      `nothing to look at ${saved.join(', ')} on`,
      'give the data too: gatecast diagnose MODEL FILE',
    );
  }
  const diagnoses: Diagnosis[] = [];
  let first: Reading | null = null;
  for (const path of saved) {
    const document = await readModelFile(path);
    const { fitted } = document;
    const { family } = models.get(fitted.model);
    if (family !== 'neural') throw nothingToDiagnose(path, fitted.model, family === 'hybrid');
    const { reading, panel } = await readForModel(document, data, job.reading, observer);
    first ??= reading;
    const label = saved.length > 1 ? basename(path, extname(path)) : fitted.model;
    const diagnosis = await diagnoseModel(label, fitted, firstOf(panel), job.settings.engine);
    if (!diagnosis) throw nothingToDiagnose(path, fitted.model, false);
    diagnoses.push(diagnosis);
  }
  return { title: saved.join(', '), reading: first, task: null, diagnoses };
}

const firstOf = (panel: Panel): Panel => ({ ...panel, series: panel.series.slice(0, 1) });

const nothingToDiagnose = (path: string, model: string, hybrid: boolean) =>
  usageError(
    hybrid
      ? `${path}: ${model} prepares its rows before its network sees them, so gradients by rows say nothing`
      : `${path}: ${model} has no recurrent layer, and so no state whose gradients could vanish`,
    'gatecast explain shows what its forecast rests on; or diagnose a rnn, gru, lstm or segrnn',
  );

async function diagnosticTaskOf(
  job: DiagnoseJob,
  observer: Observer,
): Promise<{ readonly reading: Reading | null; readonly task: DiagnosticTask }> {
  const { files, task, lookback, settings } = job;
  if (task !== undefined) {
    if (files.length > 0) {
      throw usageError(
        `--task ${task} needs no file, and ${files.join(', ')} was given`,
        'leave out the one or the other',
      );
    }
    return { reading: null, task: namedTask(task, settings.seed) };
  }
  if (files.length === 0) {
    throw usageError('nothing to diagnose on', 'give a FILE, or a built-in task: --task lag:50');
  }
  const reading = await readData(files, job.reading, observer);
  const { batchSize } = settings;
  return { reading, task: panelTask(reading.panel, { lookback, batchSize }) };
}
