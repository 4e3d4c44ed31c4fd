import { readLookback, readTargets, type Windows } from '../data/windows.js';
import { log } from '../elementary.js';
import type { Batch } from '../engines/engine.js';
import { contextSize, inputNames } from '../networks/inputs.js';
import { normalizers } from '../normalizers/index.js';
import type { Normalizer, NormalizerState } from '../normalizers/normalizer.js';
import { inputSizes, type SeriesFeatures } from './features.js';
import type { FeaturePlan, InputSizes } from './plan.js';
import type { BatchSource } from './training.js';

/** Features of the origin are cut here: beyond it they say no more than "very". */
const LARGEST_ORIGIN = 8;

/** No naive error is taken as smaller than this part of the spread; none as larger than the spread. */
const LARGEST_REGULARITY = 30;

/** What undoes a window's normalisation. */
export interface WindowScale {
  readonly state: NormalizerState;
  /** The last value of the lookback, in the user's units. */
  readonly last: number;
  /** What the network's output is a deviation from, in normalised units: its "no change". */
  readonly anchor: number;
  /**
   * Units of output in one normalised unit: the window's spread over its naive error, within bounds.
   * So outputs and losses are in naive errors, as in MASE, and a very regular series asks for the
   * precision that it allows.
   */
  readonly regularity: number;
}

/** Turns windows into the network's numbers and the network's numbers back. */
export interface WindowReader {
  readonly plan: FeaturePlan;
  readonly sizes: InputSizes;
  /** One window into position `slot` of the inputs. */
  read(
    features: SeriesFeatures,
    origin: number,
    inputs: Readonly<Record<string, Float32Array>>,
    slot: number,
  ): WindowScale;
  /** Targets in units of the output, NaN where missing; the array is reused. // (horizon) */
  readTarget(
    features: SeriesFeatures,
    origin: number,
    end: number,
    scale: WindowScale,
  ): Float64Array;
  /** Undoes the normalisation of one path of outputs, in place. // (horizon) */
  restore(scale: WindowScale, outputs: Float64Array): void;
  /** Room for the inputs of `size` windows. */
  allocate(size: number): Record<string, Float32Array>;
}

export function createWindowReader(plan: FeaturePlan): WindowReader {
  const { lookback, horizon } = plan;
  const sizes = inputSizes(plan);
  const normalizer = normalizers.get(plan.normalizer);
  const values = new Float64Array(lookback);
  const targets = new Float64Array(horizon);

  return {
    plan,
    sizes,
    read(features, origin, inputs, slot) {
      readLookback(features.values, origin, values);
      const last = values[lookback - 1]!;
      const spread = spreadAround(values, last, features.minimumScale);
      const regularity = regularityOf(values, plan.season, spread);
      const state = windowState(plan, normalizer, features, values);
      normalizer.transform(state, values, values[0]!);
      const anchor = normalizer.anchor === 'last' ? values[lookback - 1]! : 0;
      inputs[inputNames.history]!.set(values, slot * lookback);
      for (let i = 0; i < lookback; i++) values[i] = (values[i]! - anchor) * regularity;
      inputs[inputNames.deviations]!.set(values, slot * lookback);
      copyCovariates(plan, sizes, features, origin, inputs, slot);
      copyKnown(plan, sizes, features, origin, inputs, slot);
      copyOrigin(sizes, features, origin, { last, spread, regularity }, inputs, slot);
      if (sizes.statics > 0)
        inputs[inputNames.statics]!.set(features.statics, slot * sizes.statics);
      return { state, last, anchor, regularity };
    },
    readTarget(features, origin, end, scale) {
      readTargets(features.values, origin, end, targets);
      normalizer.transform(scale.state, targets, scale.last);
      for (let h = 0; h < horizon; h++) {
        targets[h] = (targets[h]! - scale.anchor) * scale.regularity;
      }
      return targets;
    },
    restore(scale, outputs) {
      for (let h = 0; h < horizon; h++) {
        outputs[h] = outputs[h]! / scale.regularity + scale.anchor;
      }
      normalizer.invert(scale.state, outputs, scale.last);
    },
    allocate(size) {
      return {
        [inputNames.history]: new Float32Array(size * lookback),
        [inputNames.deviations]: new Float32Array(size * lookback),
        [inputNames.context]: new Float32Array(size * contextSize),
        [inputNames.covariates]: new Float32Array(size * lookback * sizes.covariates),
        [inputNames.known]: new Float32Array(size * horizon * sizes.known),
        [inputNames.origin]: new Float32Array(size * sizes.origin),
        [inputNames.statics]: new Float32Array(size * sizes.statics),
      };
    },
  };
}

const windowState = (
  plan: FeaturePlan,
  normalizer: Normalizer,
  features: SeriesFeatures,
  values: Float64Array,
): NormalizerState =>
  plan.scope === 'window' || normalizer.windowOnly
    ? normalizer.fit(values, features.minimumScale)
    : features.state;

/** Spread over the mean absolute change of one step or of one season, whichever is smaller. */
function regularityOf(values: Float64Array, season: number, spread: number): number {
  const step = meanChange(values, 1);
  const error = season < values.length ? Math.min(step, meanChange(values, season)) : step;
  const regularity = error > 0 ? spread / error : 1;
  return Math.min(LARGEST_REGULARITY, Math.max(1, regularity));
}

function meanChange(values: Float64Array, lag: number): number {
  let sum = 0;
  for (let i = lag; i < values.length; i++) sum += Math.abs(values[i]! - values[i - lag]!);
  return sum / Math.max(1, values.length - lag);
}

/** Standard deviation of the window, in the user's units and never 0. */
function spreadAround(values: Float64Array, last: number, minimum: number): number {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value - last;
    squares += (value - last) * (value - last);
  }
  const mean = sum / values.length;
  const deviation = Math.sqrt(Math.max(0, squares / values.length - mean * mean));
  return Math.max(deviation, minimum);
}

/** Covariates of the lookback; rows before the series starts repeat its first row. The mask comes last. */
function copyCovariates(
  plan: FeaturePlan,
  sizes: InputSizes,
  features: SeriesFeatures,
  origin: number,
  inputs: Readonly<Record<string, Float32Array>>,
  slot: number,
): void {
  const width = sizes.covariates;
  if (width === 0) return;
  const out = inputs[inputNames.covariates]!;
  const columns = width - (plan.masked ? 1 : 0);
  for (let i = 0; i < plan.lookback; i++) {
    const row = origin - plan.lookback + i;
    const to = (slot * plan.lookback + i) * width;
    const from = Math.max(0, row) * columns;
    for (let c = 0; c < columns; c++) out[to + c] = features.covariates[from + c]!;
    if (plan.masked) {
      out[to + columns] = row < 0 || Number.isNaN(features.values[row]!) ? 1 : 0;
    }
  }
}

function copyKnown(
  plan: FeaturePlan,
  sizes: InputSizes,
  features: SeriesFeatures,
  origin: number,
  inputs: Readonly<Record<string, Float32Array>>,
  slot: number,
): void {
  if (sizes.known === 0) return;
  const ahead = features.known.subarray(
    origin * sizes.known,
    (origin + plan.horizon) * sizes.known,
  );
  inputs[inputNames.known]!.set(ahead, slot * plan.horizon * sizes.known);
}

/**
 * Where the series stands against its long-run mean, and the calendar of the first step ahead: for the
 * skip in units of the output, so that a linear map of them is one in the user's units too; for the
 * head as they are.
 */
function copyOrigin(
  sizes: InputSizes,
  features: SeriesFeatures,
  origin: number,
  window: { readonly last: number; readonly spread: number; readonly regularity: number },
  inputs: Readonly<Record<string, Float32Array>>,
  slot: number,
): void {
  const { level } = features;
  const unit = clip(window.spread > 0 ? level.deviation / window.spread : 1) * window.regularity;
  const standing = clip((window.last - level.mean) / level.deviation);
  const out = inputs[inputNames.origin]!;
  const start = slot * sizes.origin;
  out[start] = standing * unit;
  for (let c = 1; c < sizes.origin; c++) {
    out[start + c] = features.known[origin * sizes.known + c - 1]! * unit;
  }
  const context = inputs[inputNames.context]!;
  context[slot * contextSize] = standing / 2;
  context[slot * contextSize + 1] = log(window.regularity);
}

const clip = (value: number) => Math.max(-LARGEST_ORIGIN, Math.min(LARGEST_ORIGIN, value));

/** The windows of an index as batches for training; buffers of the largest batch are reused. */
export function windowSource(
  reader: WindowReader,
  features: readonly SeriesFeatures[],
  windows: Windows,
  batchSize: number,
): BatchSource {
  const { horizon } = reader.plan;
  const inputs = reader.allocate(batchSize);
  const targets = new Float32Array(batchSize * horizon);
  return {
    count: windows.count,
    gather(positions): Batch {
      positions.forEach((position, slot) => {
        const s = windows.series[position]!;
        const origin = windows.origin[position]!;
        const scale = reader.read(features[s]!, origin, inputs, slot);
        const target = reader.readTarget(features[s]!, origin, windows.targetEnd[s]!, scale);
        targets.set(target, slot * horizon);
      });
      return sized(inputs, targets, positions.length, batchSize);
    },
  };
}

/** The leading part of full buffers, for a batch that is not full. */
function sized(
  inputs: Readonly<Record<string, Float32Array>>,
  targets: Float32Array,
  size: number,
  capacity: number,
): Batch {
  if (size === capacity) return { size, inputs, targets };
  const part = (array: Float32Array) => array.subarray(0, (array.length / capacity) * size);
  return {
    size,
    inputs: Object.fromEntries(Object.entries(inputs).map(([id, array]) => [id, part(array)])),
    targets: part(targets),
  };
}
