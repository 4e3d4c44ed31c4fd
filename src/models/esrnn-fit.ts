import { type Panel, seriesKey } from '../data/panel.js';
import { dataError } from '../errors.js';
import { buildDilated, type DilatedLayout } from '../networks/dilated.js';
import type { OptionValues } from '../options.js';
import { type FitParts, partsOf } from '../training/fit-data.js';
import { logSeries, smoothingStart } from '../training/smoothing/start.js';
import { trainingStretches, validationStretch } from '../training/smoothing/stretches.js';
import type { SmoothingShape, SmoothingTask } from '../training/smoothing/task.js';
import { dilationsOf, shapeOf } from './esrnn-shape.js';
import { type KnownSeries, writeEsrnnState } from './esrnn-state.js';
import { requireHistory } from './history.js';
import type { FitContext, Fitted } from './model.js';
import { trainMembers } from './neural-members.js';
import { logsOf, shiftOf } from './positive-logs.js';
import { settingsOf } from './training-settings.js';

const NAME = 'esrnn';
/** Series of one training step. */
const BATCH = 16;
/** Training steps of a default training, and passes over the panel at least and at most. */
const STEPS = 1200;
const FEWEST_EPOCHS = 10;
const MOST_EPOCHS = 300;

/**
 * Trains the smoothing of every series together with the network that they share.
 * @throws UserError (exit 4) when a value has no logarithm or no series is long enough
 */
export async function fitEsrnn(panel: Panel, context: FitContext): Promise<Fitted> {
  const { horizon, season, probabilities } = context;
  const parts = partsOf(panel, horizon, context.validationSize, Number(context.options.gap));
  const rows = Math.max(...parts.train.map(({ end }) => end));
  const shape = shapeOf({ ...context, frequency: panel.frequency, rows });
  const { known, task, skipped } = prepare(panel, parts, shape, context.options);
  const options = decide(context.options, shape, task);
  const layout: DilatedLayout = {
    ...shape,
    units: Number(options.hidden),
    dilations: dilationsOf(shape),
    tau: Number(options.tau),
    every: true,
  };
  const spec = buildDilated(layout);
  const trained = await trainMembers({
    ...{ spec, task, warm: [], context },
    settings: settingsOf(options),
  });
  return {
    ...{ model: NAME, horizon, season, probabilities },
    state: writeEsrnnState({
      ...{ shape, series: known, members: trained.members },
      layout: { ...layout, every: false },
      shifts: options.shift === true,
      evenness: Number(options.evenness),
    }),
    training: {
      ...trained.record,
      windows: { train: task.train.length, validation: task.validation.length },
      options,
      notes: [
        seasonsNote(shape),
        ...skippedNotes(skipped, shape),
        ...(trained.remark === null ? [] : [trained.remark]),
      ],
    },
  };
}

interface Prepared {
  readonly known: ReadonlyMap<string, KnownSeries>;
  readonly task: SmoothingTask;
  /** Ids of series too short to learn from. */
  readonly skipped: readonly string[];
}

function prepare(
  panel: Panel,
  parts: FitParts,
  shape: SmoothingShape,
  options: OptionValues,
): Prepared {
  const known = new Map<string, KnownSeries>();
  const skipped: string[] = [];
  const series: SmoothingTask['series'][number][] = [];
  const train: SmoothingTask['train'][number][] = [];
  const validation: SmoothingTask['validation'][number][] = [];
  const warmUp = Math.min(Math.floor(shape.steps / 2), Math.max(...dilationsOf(shape).flat()));
  panel.series.forEach((each, i) => {
    requireHistory(each, NAME);
    const { end } = parts.train[i]!;
    const training = each.values.subarray(0, end);
    const shift = options.shift === true ? shiftOf(training) : 0;
    const logs = logsOf(panel, each, shift, NAME);
    if (end <= shape.lookback || training.filter((value) => !Number.isNaN(value)).length < 2) {
      skipped.push(each.id);
      return;
    }
    const start = smoothingStart(logs.subarray(0, end), shape.periods, Number(options.evenness));
    const place = series.length;
    known.set(seriesKey(each), { firstTime: each.times[0]!, shift, start });
    series.push(logSeries(start, logs));
    train.push(...trainingStretches(shape, place, end, warmUp));
    validation.push(...validationStretch(shape, place, parts.validation[i]!));
  });
  if (series.length === 0) throw tooShort(panel, shape);
  const { 'level-penalty': penalty, 'smoothing-rate': rate } = options;
  const task = { shape, series, train, validation };
  return {
    ...{ known, skipped },
    task: {
      kind: 'smoothing',
      ...task,
      levelPenalty: Number(penalty),
      smoothingRate: Number(rate),
    },
  };
}

/** Every option with "decide from the data" decided. */
function decide(
  options: OptionValues,
  shape: SmoothingShape,
  { train }: SmoothingTask,
): OptionValues {
  const batch = Number(options['batch-size'] ?? BATCH);
  const fitting = Math.round(STEPS / Math.ceil(train.length / batch));
  const epochs = Number(options.epochs ?? Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, fitting)));
  return {
    ...options,
    'batch-size': batch,
    epochs,
    patience: Number(options.patience ?? Math.max(3, Math.ceil(epochs / 2))),
    lookback: shape.lookback,
    'long-season': shape.periods[1] ?? 1,
  };
}

const seasonsNote = ({ periods }: SmoothingShape) =>
  periods.length > 0
    ? `${NAME}: seasons of ${periods.join(' and ')} rows`
    : `${NAME}: no season, the level alone is smoothed`;

/** Ids that a note names. */
const NAMED = 5;

function skippedNotes(skipped: readonly string[], { lookback }: SmoothingShape): string[] {
  if (skipped.length === 0) return [];
  const more = skipped.length > NAMED ? ` and ${skipped.length - NAMED} more` : '';
  const named = skipped.slice(0, NAMED).map((id) => `"${id}"`);
  return [
    `${NAME}: not trained on ${named.join(', ')}${more}: no more than ${lookback} training rows; forecast with the panel's median coefficients`,
  ];
}

function tooShort(panel: Panel, { lookback }: SmoothingShape) {
  const rows = Math.max(...panel.series.map(({ values }) => values.length));
  return dataError(
    `${NAME} cannot be trained: the longest series has ${rows} rows, and a lookback of ${lookback} needs more before the validation part`,
    'give a longer history, or lower --lookback or --val-size',
  );
}
