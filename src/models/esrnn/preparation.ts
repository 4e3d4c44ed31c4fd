import { requireHistory } from '../../data/panel/history.js';
import { type Panel, seriesKey } from '../../data/panel/panel.js';
import { dataError } from '../../errors.js';
import { buildDilated, type DilatedLayout } from '../../networks/dilated.js';
import type { NetworkSpec } from '../../networks/spec.js';
import type { OptionValues } from '../../options.js';
import { numberOf } from '../../options.js';
import { trainingSegments, validationSegment } from '../../training/smoothing/segments.js';
import { logSeries, smoothingStart } from '../../training/smoothing/start.js';
import type { SmoothingShape, SmoothingTask } from '../../training/smoothing/task.js';
import type { TrainingSettings } from '../../training/training.js';
import { type FitParts, partsOf } from '../../training/windows/fit-data.js';
import type { FitContext, Fitted } from '../model.js';
import { settingsOf } from '../neural/training-settings.js';
import { logsOf, shiftOf } from '../positive-logs.js';
import { dilationsOf, forecastSteps, shapeOf } from './shape.js';
import { type KnownSeries, writeEsrnnState } from './state.js';

const NAME = 'esrnn';
/** Series of one training step. */
const BATCH = 8;
/** Training steps of a default training, and passes over the panel at least and at most. */
const STEPS = 800;
const FEWEST_EPOCHS = 12;
const MOST_EPOCHS = 200;

/** Everything about a training that is decided before it begins. */
export interface EsrnnPreparation {
  readonly context: FitContext;
  readonly layout: DilatedLayout;
  readonly spec: NetworkSpec;
  readonly task: SmoothingTask;
  /** Every option with "decide from the data" decided. */
  readonly options: OptionValues;
  readonly settings: Omit<TrainingSettings, 'seed'>;
  /** What is kept of each series, by key. */
  readonly known: ReadonlyMap<string, KnownSeries>;
  /** Ids of series too short to learn from. */
  readonly skipped: readonly string[];
}

/**
 * Cuts the panel, takes logarithms, and decides seasons and sizes.
 * @throws UserError (exit 4) when a value has no logarithm or no series is long enough
 */
export function prepareEsrnn(panel: Panel, context: FitContext): EsrnnPreparation {
  const gap = numberOf(context.options, 'gap');
  const parts = partsOf(panel, context.horizon, context.validationSize, gap);
  const rows = Math.max(...parts.train.map(({ end }) => end));
  const shape = shapeOf({ ...context, frequency: panel.frequency, rows });
  const cut = cutSeries(panel, parts, shape, context.options);
  const options = decide(context.options, cut.task);
  const layout: DilatedLayout = {
    ...shape,
    units: numberOf(options, 'hidden'),
    dilations: dilationsOf(shape),
    tau: numberOf(options, 'tau'),
    every: true,
  };
  return {
    ...cut,
    context,
    layout,
    options,
    spec: buildDilated(layout),
    settings: settingsOf(options),
  };
}

/** What networks and smoothings of these weights are, for the type that can forecast. */
export function esrnnFitted(
  { context, layout, task, options, known }: EsrnnPreparation,
  members: readonly Float32Array[],
): Omit<Fitted, 'training'> {
  const { horizon, season, probabilities } = context;
  return {
    model: NAME,
    horizon,
    season,
    probabilities,
    state: writeEsrnnState({
      shape: task.shape,
      series: known,
      members,
      layout: { ...layout, every: false, steps: forecastSteps(task.shape) },
      shifts: options.shift === true,
      evenness: numberOf(options, 'evenness'),
    }),
  };
}

function cutSeries(
  panel: Panel,
  parts: FitParts,
  shape: SmoothingShape,
  options: OptionValues,
): Pick<EsrnnPreparation, 'known' | 'task' | 'skipped'> {
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
    const shift = options.shift === true ? fittingShift(training, each.values) : 0;
    const logs = logsOf(panel, each, shift, NAME);
    if (end <= shape.lookback || training.filter((value) => !Number.isNaN(value)).length < 2) {
      skipped.push(each.id);
      return;
    }
    const start = smoothingStart(
      logs.subarray(0, end),
      shape.periods,
      numberOf(options, 'evenness'),
    );
    const place = series.length;
    known.set(seriesKey(each), { firstTime: each.times[0]!, shift, start });
    series.push(logSeries(start, logs));
    train.push(...trainingSegments(shape, place, end, warmUp));
    validation.push(...validationSegment(shape, place, parts.validation[i]!));
  });
  if (series.length === 0) throw tooShort(panel, shape);
  const { 'level-penalty': penalty, 'smoothing-rate': rate } = options;
  const task = { shape, series, train, validation };
  return {
    known,
    skipped,
    task: {
      kind: 'smoothing',
      ...task,
      levelPenalty: Number(penalty),
      smoothingRate: Number(rate),
    },
  };
}

/** The training part's shift, unless the history has sunk below it since. */
function fittingShift(training: Float64Array, values: Float64Array): number {
  const shift = shiftOf(training);
  return values.some((value) => value + shift <= 0) ? shiftOf(values) : shift;
}

/** Every option with "decide from the data" decided. */
function decide(options: OptionValues, { shape, train }: SmoothingTask): OptionValues {
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

function tooShort(panel: Panel, { lookback }: SmoothingShape) {
  const rows = Math.max(...panel.series.map(({ values }) => values.length));
  return dataError(
    `${NAME} cannot be trained: the longest series has ${rows} rows, and a lookback of ${lookback} needs more before the validation part`,
    'give a longer history, or lower --lookback or --val-size',
  );
}
