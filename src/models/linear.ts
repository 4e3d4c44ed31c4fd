import { filledTail, firstFiniteIndex, requireHistory } from '../data/panel/history.js';
import type { Panel, Series } from '../data/panel/panel.js';
import { loadProducts } from '../engines/index.js';
import type { Products } from '../engines/products.js';
import { dataError } from '../errors.js';
import { completeTargets, knownError } from '../regression/missing-targets.js';
import { ridgeError, solveRidge } from '../regression/ridge.js';
import {
  eachWindow,
  emptyMoments,
  type Moments,
  type OriginRange,
  type WindowVisit,
} from '../regression/ridge-moments.js';
import { sumWindows } from '../training/line/window-sums.js';
import { untrainedRecord } from './closed-form.js';
import { untrainedNotes } from './listed.js';
import type { FitContext, Fitted, Model } from './model.js';
import { finiteFloats, object, ShapeError, size } from './shape.js';
import { stateFloats, stateNumber } from './state.js';

/** Penalties tried on the validation part, relative to the mean squared feature. */
const STRENGTHS = [0.001, 0.01, 0.1, 1, 10, 100];
const DEFAULT_STRENGTH = 0.1;
/** Longest lookback that is chosen without being asked for. */
const LONGEST_LOOKBACK = 512;
/** Multiplications allowed for the moments; more windows than that are thinned evenly. */
const WORK = 1.5e9;

/**
 * One linear map from the last `lookback` values to all steps at once, on windows from which the last
 * value is subtracted (the NLinear of Zeng et al. 2023), by ridge regression in closed form. Lookback
 * and penalty are chosen on the validation part, which the weights never see; so the errors there
 * can calibrate prediction intervals.
 */
export const linear: Model = {
  name: 'linear',
  summary: 'ridge regression from the lookback to all steps at once',
  family: 'statistical',
  control: false,
  needsSeason: false,
  refits: true,
  options: {
    lookback: {
      kind: 'integer',
      default: null,
      min: 2,
      help: 'values the forecast is computed from',
      rule: 'chosen on the validation part',
      search: { kind: 'spans', multiples: [0.5, 1, 2, 4, 7] },
    },
    ridge: {
      kind: 'number',
      default: null,
      min: 0,
      help: 'penalty relative to the mean squared input',
      rule: 'chosen on the validation part',
      search: { kind: 'values', values: [0.001, 0.01, 0.1, 1, 10] },
    },
  },

  async fit(panel, context) {
    const { horizon, season, probabilities } = context;
    const lookbacks = candidateLookbacks(panel, context);
    const longest = lookbacks[lookbacks.length - 1]!;
    const products = await loadProducts();
    const { train, validation } = collectMoments(panel, context, longest - 1, products);
    if (train.count === 0) throw noWindows(panel, longest, horizon);
    const { ridge } = context.options;
    const strengths = typeof ridge === 'number' ? [ridge] : STRENGTHS;
    const best = choose(train, validation, lookbacks, strengths);
    const options = { lookback: best.features + 1, ridge: best.strength };
    const skipped = panel.series
      .filter((series) => trainingRows(series, context) < longest + horizon)
      .map(({ id }) => id);
    return {
      model: 'linear',
      horizon,
      season,
      probabilities,
      state: { lookback: options.lookback, weights: best.weights },
      training: untrainedRecord({
        options,
        parameters: best.weights.length,
        windows: { train: train.count, validation: validation.moments.count },
        ...(skipped.length > 0 ? { skipped } : {}),
        notes: untrainedNotes(skipped),
      }),
    };
  },

  checkState(fitted) {
    const { lookback, weights } = stateShape(fitted.state, 'state');
    if (weights.length !== (lookback - 1) * fitted.horizon) {
      throw new ShapeError('state: lookback and weights do not fit each other');
    }
  },

  async forecast(fitted, panel) {
    return panel.series.map((series) => {
      requireHistory(series, 'linear');
      return { point: forecastSeries(fitted, series), quantiles: [] };
    });
  },
};

const stateShape = object<{ lookback: number; weights: Float64Array }>({
  lookback: size,
  weights: finiteFloats,
});

function forecastSeries(fitted: Fitted, series: Series): Float64Array {
  const { horizon } = fitted;
  const lookback = stateNumber(fitted, 'lookback');
  const weights = stateFloats(fitted, 'weights');
  const tail = filledTail(series.values, lookback);
  const last = tail[lookback - 1]!;
  const point = new Float64Array(horizon).fill(last);
  for (let i = 0; i < lookback - 1; i++) {
    const x = tail[lookback - 2 - i]! - last;
    for (let h = 0; h < horizon; h++) point[h]! += weights[i * horizon + h]! * x;
  }
  return point;
}

/** Ascending lookbacks to try: multiples of horizon and season that the longest series can carry. */
function candidateLookbacks(panel: Panel, context: FitContext): number[] {
  const { horizon, season, options } = context;
  if (typeof options.lookback === 'number') return [options.lookback];
  const rows = Math.max(...panel.series.map((series) => trainingRows(series, context)));
  const limit = Math.min(LONGEST_LOOKBACK, Math.floor((rows - horizon) / 3));
  const wanted = [horizon, 2 * horizon, 4 * horizon, 24];
  if (season > 1) wanted.push(season + 1, 2 * season + 1);
  const fitting = wanted.map((length) => Math.max(2, Math.min(length, limit)));
  return [...new Set(fitting)].sort((a, b) => a - b);
}

const trainingRows = (series: Series, context: FitContext) =>
  series.values.length - firstFiniteIndex(series.values) - context.validationSize;

/** The windows of one part of every series. */
interface Part {
  readonly moments: Moments;
  readonly visitAll: (visit: WindowVisit) => void;
}

function collectMoments(
  panel: Panel,
  context: FitContext,
  features: number,
  products: Products,
): { train: Moments; validation: Part } {
  const { horizon, validationSize } = context;
  const stride = thinning(panel, features, horizon);
  const part = (rangeOf: (rows: number, first: number, split: number) => Span): Part => {
    const moments = emptyMoments(features, horizon);
    const visitAll = (visit: WindowVisit) => {
      for (const series of panel.series) {
        const { length } = series.values;
        const start = firstFiniteIndex(series.values);
        if (start < 0) continue;
        const split = Math.max(0, length - validationSize);
        const span = rangeOf(length, start + features + 1, split);
        const scale = stepScale(series.values.subarray(0, split || length));
        eachWindow(series, moments, { ...span, stride }, scale, visit);
      }
    };
    sumWindows(moments, products, visitAll);
    return { moments, visitAll };
  };
  const train = part((_, first, split) => ({ first, end: split - horizon + 1 }));
  completeTargets(train.moments, train.visitAll);
  return {
    train: train.moments,
    validation: part((rows, first, split) => ({
      first: Math.max(first, split),
      end: rows - horizon + 1,
    })),
  };
}

type Span = Pick<OriginRange, 'first' | 'end'>;

/** Mean absolute change from one known value to the next; 1 for a constant series. */
function stepScale(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  let previous = Number.NaN;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (!Number.isNaN(previous)) {
      sum += Math.abs(value - previous);
      count += 1;
    }
    previous = value;
  }
  return sum > 0 ? sum / count : 1;
}

/** Take every n-th window where all of them would take too long. */
function thinning(panel: Panel, features: number, horizon: number): number {
  const rows = panel.series.reduce((sum, series) => sum + series.values.length, 0);
  return Math.max(1, Math.ceil((rows * features * (features / 2 + horizon)) / WORK));
}

interface Choice {
  readonly features: number;
  readonly strength: number;
  readonly weights: Float64Array;
}

/** The pair with the least squared error on the validation windows; without any, a middling penalty. */
function choose(
  train: Moments,
  validation: Part,
  lookbacks: readonly number[],
  strengths: readonly number[],
): Choice {
  if (validation.moments.count === 0) {
    const features = lookbacks[lookbacks.length - 1]! - 1;
    const strength = strengths.length === 1 ? strengths[0]! : DEFAULT_STRENGTH;
    return { features, strength, weights: solveRidge(train, features, strength) };
  }
  let best: Choice | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const lookback of lookbacks) {
    for (const strength of strengths) {
      const weights = solveRidge(train, lookback - 1, strength);
      const error = validationError(validation, lookback - 1, weights);
      if (best && !(error < least)) continue;
      best = { features: lookback - 1, strength, weights };
      least = error;
    }
  }
  if (!best) throw new Error('no lookback and no penalty to choose from');
  return best;
}

const validationError = ({ moments, visitAll }: Part, features: number, weights: Float64Array) =>
  moments.missing === 0
    ? ridgeError(moments, features, weights)
    : knownError(visitAll, moments.count, features, weights);

function noWindows(panel: Panel, lookback: number, horizon: number) {
  const longest = Math.max(...panel.series.map((series) => series.values.length));
  return dataError(
    `linear cannot be trained: the longest series has ${longest} rows, and no window of ${lookback} + ${horizon} rows before the validation part has a value in its target`,
    'give more rows, lower --horizon, --lookback or --val-size, or fill the gaps with --fill',
  );
}
