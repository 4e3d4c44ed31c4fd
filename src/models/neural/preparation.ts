import type { Panel } from '../../data/panel/panel.js';
import { loadProducts } from '../../engines/index.js';
import type { Products } from '../../engines/products.js';
import { dataError } from '../../errors.js';
import type { NetworkFamily, NetworkLayout } from '../../networks/network.js';
import type { LossSpec, NetworkSpec } from '../../networks/spec.js';
import type { OptionValues } from '../../options.js';
import { numberOf } from '../../options.js';
import { chooseLine, type Line } from '../../training/line/line.js';
import type { TrainingSettings } from '../../training/training.js';
import {
  type FitData,
  type FitParts,
  partsOf,
  prepareFit,
  withLookback,
} from '../../training/windows/fit-data.js';
import { candidateLookbacks } from '../../training/windows/lookbacks.js';
import type { FitContext, Fitted } from '../model.js';
import { decideSize } from './size.js';
import { writeState } from './state.js';
import { settingsOf } from './training-settings.js';
import { asDecided, type WarmWeights, warmWeights } from './warm.js';

/** Where a Huber loss turns from squared to absolute, in normalised units. */
const HUBER_DELTA = 1;

/** Tried in this order when nobody says how to normalise; they differ where a series grows. */
const DEFAULT_NORMALIZERS = ['last', 'revin'];

/** Everything about a training that is decided before it begins. */
export interface NeuralPreparation {
  readonly data: FitData;
  /** The closed form at each share of it that is tried, the whole of it first. */
  readonly lines: readonly Line[];
  /** Every option with "decide from the data" decided. */
  readonly options: OptionValues;
  /** Sentences for the user. */
  readonly notes: readonly string[];
  readonly spec: NetworkSpec;
  /** Weights of an earlier fit to go on from. */
  readonly warm: WarmWeights;
  readonly settings: Omit<TrainingSettings, 'seed'>;
  /** With the options of the earlier fit where they were left open. */
  readonly context: FitContext;
}

/**
 * Prepares the training of one network across all series of a panel: scales, the start (an average of
 * a few closed-form forecasts, see `chooseLine`), and every size that no option gives.
 * @throws UserError (exit 4) when no series has two values
 */
export async function prepareNeural(
  family: NetworkFamily,
  panel: Panel,
  given: FitContext,
): Promise<NeuralPreparation> {
  requireValues(panel, family.name);
  const context = { ...given, options: asDecided(given.options, family, given.warm) };
  const horizon = context.options.recursive === true ? 1 : context.horizon;
  const gap = numberOf(context.options, 'gap');
  const parts = partsOf(panel, context.horizon, context.validationSize, gap);
  const lookbacks = lookbacksToTry(family, parts, context, horizon);
  const products = await loadProducts();
  const { data, lines: all } = chooseStart(panel, parts, lookbacks, context, horizon, products);
  const { options, notes } = decideOptions(family, context, data);
  const spec = family.build(layoutOf(data, options, context), options);
  const warm = warmWeights(context.warm, spec, data.plan);
  // What has learnt goes on from where it stands; without a line layer all shares are alike.
  const several = warm.members.length === 0 && options.skip === true && isSmall(data);
  const lines = several ? all : all.slice(0, 1);
  return { data, lines, options, notes, spec, warm, context, settings: settingsOf(options) };
}

/** What a network of these weights is, for the type that can forecast. */
export const neuralFitted = (
  family: NetworkFamily,
  { data, spec, options, context: { horizon, season, probabilities } }: NeuralPreparation,
  members: readonly Float32Array[],
): Omit<Fitted, 'training'> => ({
  model: family.name,
  horizon,
  season,
  probabilities,
  state: writeState({ plan: data.plan, spec, members, recursive: options.recursive === true }),
});

interface Start {
  readonly data: FitData;
  readonly lines: readonly Line[];
}

/** Parts of the closed form that a network is trained to correct, where no option says how much. */
const LINE_SHARES = [1, 0.5, 0];
/** Training windows beyond which a training takes too long to be tried three times. */
const MOST_WINDOWS = 20_000;

const isSmall = ({ train }: FitData) => train.count <= MOST_WINDOWS;

/** What is tried of the closed form. */
const sharesOf = (options: OptionValues): readonly number[] => {
  const share = options['skip-share'];
  return typeof share === 'number' ? [share] : LINE_SHARES;
};

/**
 * The normalizer (unless it is given) and the line whose forecasts of the validation part are best.
 * The calendar is left out (unless it is given) where even a line forecasts better without it: a
 * network would learn the training part's days by heart.
 */
function chooseStart(
  panel: Panel,
  parts: FitParts,
  lookbacks: readonly number[],
  context: FitContext,
  horizon: number,
  products: Products,
): Start {
  const { calendar } = context.options;
  const start = bestStart(panel, parts, lookbacks, context, horizon, products, calendar !== false);
  const decided = calendar !== null || start.data.plan.calendar.length === 0;
  if (decided || start.lines[0]!.originHelps) return start;
  return bestStart(panel, parts, lookbacks, context, horizon, products, false);
}

function bestStart(
  panel: Panel,
  parts: FitParts,
  lookbacks: readonly number[],
  { options, season }: FitContext,
  horizon: number,
  products: Products,
  calendar: boolean,
): Start {
  const names = options.normalize === null ? DEFAULT_NORMALIZERS : [String(options.normalize)];
  const starts = names.map((normalizer): Start => {
    const widest = prepareFit(panel, parts, {
      lookback: lookbacks.at(-1)!,
      horizon,
      season,
      normalizer,
      scope: options['normalize-scope'] === 'series' ? 'series' : 'window',
      unit: options.unit === 'deviation' ? 'deviation' : 'naive-error',
      calendar,
    });
    const { reader, features } = widest;
    const lines = chooseLine(reader, features, widest, lookbacks, products, sharesOf(options));
    return { lines, data: withLookback(widest, panel, parts, lines[0]!.lookback) };
  });
  const errorOf = ({ lines: [line] }: Start) => line!.error;
  return starts.reduce((best, next) => (errorOf(next) < errorOf(best) ? next : best));
}

function requireValues(panel: Panel, model: string): void {
  const enough = panel.series.some(
    ({ values }) => values.filter((value) => !Number.isNaN(value)).length >= 2,
  );
  if (enough) return;
  throw dataError(
    `${model} cannot be trained: no series has two values of "${panel.targets.join('", "')}"`,
    'give a longer history, or check --target and --missing-values',
  );
}

/** Ascending; each a whole number of the network's patches. */
function lookbacksToTry(
  family: NetworkFamily,
  parts: FitParts,
  { options, season }: FitContext,
  horizon: number,
): number[] {
  const rows = Math.max(...parts.train.map(({ end }) => end));
  const wanted =
    typeof options.lookback === 'number'
      ? [options.lookback]
      : candidateLookbacks(rows, horizon, season);
  const whole = wanted.map((lookback) => {
    const patch = family.patch(options, { lookback, season });
    return Math.ceil(lookback / patch) * patch;
  });
  return [...new Set(whole)].sort((a, b) => a - b);
}

/** Every option with "decide from the data" decided. */
function decideOptions(
  family: NetworkFamily,
  { options }: FitContext,
  { plan, train }: FitData,
): { options: OptionValues; notes: string[] } {
  const patch = family.patch(options, plan);
  const size = decideSize(family, options, train.count, plan.lookback / patch);
  const decided = {
    ...options,
    normalize: plan.normalizer,
    calendar: plan.calendar.length > 0,
    skip: options.skip ?? train.count < family.defaults.aloneFrom,
    lookback: plan.lookback,
    [family.patchOption]: patch,
    hidden: size.hidden,
    'batch-size': size.batchSize,
    epochs: size.epochs,
    patience: size.patience,
  };
  return { options: decided, notes: size.note ? [size.note] : [] };
}

function layoutOf(
  { reader, plan }: FitData,
  options: OptionValues,
  context: FitContext,
): NetworkLayout {
  const { lookback, horizon } = plan;
  const line = options.skip === true;
  return { lookback, horizon, ...reader.sizes, line, loss: lossOf(options, context.probabilities) };
}

function lossOf({ loss }: OptionValues, probabilities: readonly number[]): LossSpec {
  switch (loss) {
    case 'pinball':
      return {
        kind: 'pinball',
        probabilities: [...new Set([...probabilities, 0.5])].sort((a, b) => a - b),
      };
    case 'huber':
      return { kind: 'huber', delta: HUBER_DELTA };
    case 'mse':
      return { kind: 'mse' };
    default:
      return { kind: 'mae' };
  }
}
