import { readLookback, readTargets } from '../../data/panel/windows.js';
import { log } from '../../elementary.js';
import { contextSize, inputNames } from '../../networks/inputs.js';
import { SMALLEST_SPREAD, standardDeviation } from '../../normalizers/affine.js';
import { normalizers } from '../../normalizers/index.js';
import type { Normalizer, NormalizerState } from '../../normalizers/normalizer.js';
import type { FeaturePlan, InputSizes } from './feature-plan.js';
import { inputSizes, type SeriesFeatures } from './features.js';
import { naiveError } from './naive-error.js';

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
   * Units of output in one normalised unit: the spread over the naive error of the window (or of the
   * series, as the normalizer has it), within bounds. So outputs and losses are in naive errors, as in
   * MASE, and a very regular series asks for the precision that it allows. 1 where the plan measures
   * in deviations.
   */
  readonly regularity: number;
  /** One unit of output in naive errors of the series: what makes scores of windows comparable. */
  readonly weight: number;
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

/** A reader for one plan: its arrays are laid out once and used for every window. */
export function createWindowReader(plan: FeaturePlan): WindowReader {
  const { lookback, horizon } = plan;
  const sizes = inputSizes(plan);
  const normalizer = normalizers.get(plan.normalizer);
  const byWindow = measuresByWindow(plan, normalizer);
  const values = new Float64Array(lookback);
  const targets = new Float64Array(horizon);

  return {
    plan,
    sizes,
    read(features, origin, inputs, slot) {
      readLookback(features.values, origin, values);
      const last = values[lookback - 1]!;
      const { unit, regularity } = unitOf(plan, features, values, byWindow);
      const state = windowState(plan, normalizer, features, values);
      normalizer.transform(state, values, values[0]!);
      const anchor = normalizer.anchor === 'last' ? values[lookback - 1]! : 0;
      inputs[inputNames.history]!.set(values, slot * lookback);
      for (let i = 0; i < lookback; i++) values[i] = (values[i]! - anchor) * regularity;
      inputs[inputNames.deviations]!.set(values, slot * lookback);
      const place = { plan, sizes, features, origin, inputs, slot };
      copyCovariates(place);
      copyKnown(place);
      copyOrigin(place, { last, unit, regularity });
      if (sizes.statics > 0)
        inputs[inputNames.statics]!.set(features.statics, slot * sizes.statics);
      const weight = unit / regularity / (features.naiveError || unit);
      return { state, last, anchor, regularity, weight };
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

/** Whether the unit of a window's numbers is its own, or that of its series. */
const measuresByWindow = (plan: FeaturePlan, normalizer: Normalizer) =>
  normalizer.windowOnly ? !normalizer.seriesUnit : plan.scope === 'window';

const windowState = (
  plan: FeaturePlan,
  normalizer: Normalizer,
  features: SeriesFeatures,
  values: Float64Array,
): NormalizerState =>
  plan.scope === 'window' || normalizer.windowOnly
    ? normalizer.fit(values, features.level.deviation)
    : features.state;

/** One normalised unit in the user's units, and how many naive errors it is, within bounds. */
function unitOf(
  plan: FeaturePlan,
  features: SeriesFeatures,
  values: Float64Array,
  byWindow: boolean,
): { unit: number; regularity: number } {
  const { level } = features;
  const unit = byWindow
    ? Math.max(standardDeviation(values), SMALLEST_SPREAD * level.deviation)
    : level.deviation;
  if (plan.unit === 'deviation') return { unit, regularity: 1 };
  const error = byWindow ? naiveError(values, plan.season) : features.naiveError;
  const regularity = error > 0 ? unit / error : 1;
  return { unit, regularity: Math.min(LARGEST_REGULARITY, Math.max(1, regularity)) };
}

/** A window of a series, and its position in the inputs. */
interface WindowPlace {
  readonly plan: FeaturePlan;
  readonly sizes: InputSizes;
  readonly features: SeriesFeatures;
  readonly origin: number;
  readonly inputs: Readonly<Record<string, Float32Array>>;
  readonly slot: number;
}

/** Covariates of the lookback; rows before the series starts repeat its first row. The mask comes last. */
function copyCovariates({ plan, sizes, features, origin, inputs, slot }: WindowPlace): void {
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

/** Covariates of the steps ahead. */
function copyKnown({ plan, sizes, features, origin, inputs, slot }: WindowPlace): void {
  if (sizes.known === 0) return;
  const ahead = features.known.subarray(
    origin * sizes.known,
    (origin + plan.horizon) * sizes.known,
  );
  inputs[inputNames.known]!.set(ahead, slot * plan.horizon * sizes.known);
}

/**
 * Where the series stands against its long-run mean, and the calendar of the first step ahead: for the
 * line in units of the output, so that a linear map of them is one in the user's units too; for the
 * head as they are.
 */
function copyOrigin(
  { plan, sizes, features, origin, inputs, slot }: WindowPlace,
  window: { readonly last: number; readonly unit: number; readonly regularity: number },
): void {
  const { level } = features;
  const unit = clip(level.deviation / window.unit) * window.regularity;
  const standing = clip((window.last - level.mean) / level.deviation);
  const out = inputs[inputNames.origin]!;
  const start = slot * sizes.origin;
  const first = plan.level ? 1 : 0;
  if (plan.level) out[start] = standing * unit;
  for (let c = first; c < sizes.origin; c++) {
    out[start + c] = features.known[origin * sizes.known + c - first]! * unit;
  }
  const context = inputs[inputNames.context]!;
  context[slot * contextSize] = plan.level ? standing / 2 : 0;
  context[slot * contextSize + 1] = log(window.regularity);
}

const clip = (value: number) => Math.max(-LARGEST_ORIGIN, Math.min(LARGEST_ORIGIN, value));
