import type { Reading, ReadingOptions } from '../data/reading.js';
import { usageError } from '../errors.js';
import { cellSteps } from '../insight/cells/index.js';
import { type DiagnoseSettings, type Diagnosis, diagnoseCell } from '../insight/diagnose.js';
import type { Lesson } from '../insight/lesson.js';
import { panelLesson } from '../insight/panel-lesson.js';
import { taskLesson } from '../insight/task-lesson.js';
import { readData } from './read.js';
import type { Observer } from './workflow.js';

export interface DiagnoseJob {
  /** Not together with a task. */
  readonly files: readonly string[];
  readonly reading: ReadingOptions;
  /** `name` or `name:K`; see the registry of tasks. */
  readonly task?: string | undefined;
  /** Names of cells; all when absent. */
  readonly cells?: readonly string[] | undefined;
  readonly lookback?: number | undefined;
  readonly settings: Omit<DiagnoseSettings, 'onEpoch' | 'signal'>;
}

export interface DiagnoseOutcome {
  /** Null for a task. */
  readonly reading: Reading | null;
  readonly lesson: Lesson;
  readonly diagnoses: readonly Diagnosis[];
}

/**
 * Trains one cell after the other on the same windows with the same seed, and looks at its gradients.
 * @throws UserError (exit 2) for a file beside a task, or neither
 */
export async function runDiagnoseJob(
  job: DiagnoseJob,
  observer: Observer,
): Promise<DiagnoseOutcome> {
  const { settings } = job;
  const { reading, lesson } = await lessonOf(job, observer);
  const diagnoses: Diagnosis[] = [];
  for (const name of new Set(job.cells ?? cellSteps.names)) {
    observer.step?.(`training ${name} on ${lesson.title}`);
    const progress = observer.epochs?.(name);
    diagnoses.push(
      await diagnoseCell(cellSteps.get(name), lesson, {
        ...settings,
        onEpoch: (record) => progress?.({ ...record, epochs: settings.epochs, seconds: 0 }),
        ...(observer.signal ? { signal: observer.signal } : {}),
      }),
    );
  }
  return { reading, lesson, diagnoses };
}

async function lessonOf(
  job: DiagnoseJob,
  observer: Observer,
): Promise<Pick<DiagnoseOutcome, 'reading' | 'lesson'>> {
  const { files, task, lookback, settings } = job;
  if (task !== undefined) {
    if (files.length > 0) {
      throw usageError(
        `--task ${task} needs no file, and ${files.join(', ')} was given`,
        'leave out the one or the other',
      );
    }
    return { reading: null, lesson: taskLesson(task, settings.seed) };
  }
  if (files.length === 0) {
    throw usageError('nothing to diagnose on', 'give a FILE, or a built-in task: --task lag:50');
  }
  const reading = await readData(files, job.reading, observer);
  const { batchSize } = settings;
  return { reading, lesson: panelLesson(reading.panel, { lookback, batchSize }) };
}
