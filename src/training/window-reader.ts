import { readLookback, readTargets, type Windows } from '../data/windows.js';
import type { Batch } from '../engines/engine.js';
import { inputNames } from '../networks/inputs.js';
import { normalizers } from '../normalizers/index.js';
import type { Normalizer, NormalizerState } from '../normalizers/normalizer.js';
import { inputSizes, type SeriesFeatures } from './features.js';
import type { FeaturePlan, InputSizes } from './plan.js';
import type { BatchSource } from './training.js';

/** Features of the origin are cut here: beyond it they say no more than "very". */
const LARGEST_ORIGIN = 8;

/** What undoes a window's normalisation. */
export interface WindowScale {
  readonly state: NormalizerState;
  /** The last value of the lookback, in the user's units. */
  readonly last: number;
  /** What the network's output is a deviation from, in normalised units. */
  readonly anchor: number;
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
  /** Targets as deviations from the anchor, NaN where missing. // (horizon) */
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
      const state = windowState(plan, normalizer, features, values);
      normalizer.transform(state, values, values[0]!);
      const anchor = normalizer.anchor === 'last' ? values[lookback - 1]! : 0;
      inputs[inputNames.history]!.set(values, slot * lookback);
      copyCovariates(plan, sizes, features, origin, inputs, slot);
      copyKnown(plan, sizes, features, origin, inputs, slot);
      copyOrigin(sizes, features, origin, last, spread, inputs, slot);
      if (sizes.statics > 0)
        inputs[inputNames.statics]!.set(features.statics, slot * sizes.statics);
      return { state, last, anchor };
    },
    readTarget(features, origin, end, scale) {
      readTargets(features.values, origin, end, targets);
      normalizer.transform(scale.state, targets, scale.last);
      for (let h = 0; h < horizon; h++) targets[h]! -= scale.anchor;
      return targets;
    },
    restore(scale, outputs) {
      for (let h = 0; h < horizon; h++) outputs[h]! += scale.anchor;
      normalizer.invert(scale.state, outputs, scale.last);
    },
    allocate(size) {
      return {
        [inputNames.history]: new Float32Array(size * lookback),
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
 * Where the series stands against its long-run mean, and the calendar of the first step ahead. Both
 * are expressed in spreads of this window, so that a linear map of them is one in the user's units.
 */
function copyOrigin(
  sizes: InputSizes,
  features: SeriesFeatures,
  origin: number,
  last: number,
  spread: number,
  inputs: Readonly<Record<string, Float32Array>>,
  slot: number,
): void {
  const out = inputs[inputNames.origin]!;
  const ratio = spread > 0 ? features.level.deviation / spread : 1;
  const start = slot * sizes.origin;
  out[start] = clip((last - features.level.mean) / features.level.deviation) * clip(ratio);
  for (let c = 1; c < sizes.origin; c++) {
    out[start + c] = features.known[origin * sizes.known + c - 1]! * clip(ratio);
  }
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
