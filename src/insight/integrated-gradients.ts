import type { Panel } from '../data/panel/panel.js';
import type { EngineSettings } from '../engines/engine.js';
import { engines } from '../engines/index.js';
import type { Fitted } from '../models/model.js';
import { type NeuralState, readState } from '../models/neural/state.js';
import { inputNames } from '../networks/inputs.js';
import { outputsPerStep } from '../networks/network.js';
import { normalizers } from '../normalizers/index.js';
import { prepareFeatures, type SeriesFeatures } from '../training/windows/features.js';
import {
  createWindowReader,
  type WindowReader,
  type WindowScale,
} from '../training/windows/window-reader.js';
import { type Attribution, noSpread } from './attribution.js';
import { compileProbe, type Probe } from './probe.js';

/** Points on the way from the baseline to the window; the error falls with their square. */
const POINTS = 128;

/**
 * Integrated gradients (Sundararajan et al. 2017) of the mean forecast of one series, from a baseline at
 * which every input is zero: the window at its normal level, nothing known of the time. The scale of the
 * window is held fixed. Of an ensemble, the first network is explained.
 *
 * @param panel - of one series, known up to the moment of forecasting
 */
export async function integratedGradients(
  fitted: Fitted,
  panel: Panel,
  engine: EngineSettings,
): Promise<Attribution> {
  const state = readState(fitted);
  const reader = createWindowReader(state.plan);
  const [features] = prepareFeatures(state.plan, panel, {
    rows: state.plan.lookback,
    ahead: fitted.horizon,
  });
  const inputs = reader.allocate(1);
  const scale = reader.read(features!, features!.rows, inputs, 0);
  const probe = await compileProbe(engines.get(engine.name), {
    spec: state.spec,
    weights: state.members[0]!,
    outputs: state.plan.horizon * outputsPerStep(state.spec.loss),
    batchSize: POINTS,
    threads: engine.threads,
  });
  try {
    const attribution = attribute(state, reader, scale, probe, inputs);
    const { anchor } = normalizers.get(state.plan.normalizer);
    return anchor === 'last' ? withNewest(attribution, features!, scale) : attribution;
  } finally {
    probe.dispose();
  }
}

function attribute(
  state: NeuralState,
  reader: WindowReader,
  scale: WindowScale,
  probe: Probe,
  inputs: Readonly<Record<string, Float32Array>>,
): Attribution {
  const chosen = middleOutputs(state);
  const ends = probe.outputs(2, alongPath(inputs, [0, 1]));
  const width = ends.length / 2;
  const mean = (row: number) => chosen.map((output) => ends[row * width + output]!);
  const [low, high] = [mean(0), mean(1)];
  const [baseline, forecast] = [restored(reader, scale, low), restored(reader, scale, high)];
  const midpoints = Array.from({ length: POINTS }, (_, i) => (i + 0.5) / POINTS);
  const gradient = probe.gradient(POINTS, alongPath(inputs, midpoints), chosen);
  // Scales are affine in a window's range, so one factor takes contributions to the user's units.
  const difference = average(high) - average(low);
  const unit = difference === 0 ? 0 : (forecast - baseline) / difference;
  const contributions = (id: string) =>
    Float64Array.from(gradient[id] ?? [], (slope, i) => slope * inputs[id]![i]! * unit);
  return {
    method: 'integrated gradients',
    cutoffs: 1,
    forecast,
    baseline,
    ...named(state, contributions),
  };
}

/**
 * Where inputs are deviations from the newest value, that value itself has none; what it adds by being
 * carried on stands beside them, against the mean of the lookback.
 */
function withNewest(
  attribution: Attribution,
  { values }: SeriesFeatures,
  { last }: WindowScale,
): Attribution {
  const value = last - average(values.filter((each) => !Number.isNaN(each)));
  return {
    ...attribution,
    baseline: attribution.baseline - value,
    others: [{ feature: 'newest value, carried on', value, spread: null }, ...attribution.others],
  };
}

/** Places of the middle output of each step ahead. */
function middleOutputs({ plan, spec }: NeuralState): number[] {
  const each = outputsPerStep(spec.loss);
  const middle = spec.loss.kind === 'pinball' ? spec.loss.probabilities.indexOf(0.5) : 0;
  return Array.from({ length: plan.horizon }, (_, step) => step * each + middle);
}

/** The inputs scaled by each factor, side by side. */
function alongPath(inputs: Readonly<Record<string, Float32Array>>, factors: readonly number[]) {
  const rows = (values: Float32Array) => {
    const all = new Float32Array(values.length * factors.length);
    for (const [row, factor] of factors.entries()) {
      all.set(
        values.map((value) => factor * value),
        row * values.length,
      );
    }
    return all;
  };
  return Object.fromEntries(Object.entries(inputs).map(([id, values]) => [id, rows(values)]));
}

const average = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

/** Mean of a path of outputs in the user's units. */
function restored(reader: WindowReader, scale: WindowScale, outputs: readonly number[]): number {
  const path = Float64Array.from(outputs);
  reader.restore(scale, path);
  return average(path);
}

/** Contributions under the names that people know. History and deviations are the same values twice. */
function named({ plan }: NeuralState, contributions: (id: string) => Float64Array) {
  const deviations = contributions(inputNames.deviations);
  const values = contributions(inputNames.history).map((v, i) => v + (deviations[i] ?? 0));
  const names = [...plan.pastNames, ...plan.futureNames, ...(plan.masked ? ['was missing'] : [])];
  const covariates = contributions(inputNames.covariates);
  const sum = (id: string) => contributions(id).reduce((all, value) => all + value, 0);
  const others = [
    { feature: 'steps ahead', value: sum(inputNames.known) },
    { feature: 'level and season', value: sum(inputNames.origin) },
    { feature: 'window kind', value: sum(inputNames.context) },
    { feature: 'statics', value: sum(inputNames.statics) },
  ];
  return {
    byLag: [
      { feature: 'value', values, spread: noSpread },
      ...names.map((feature, column) => ({
        feature,
        values: covariates.filter((_, i) => i % names.length === column),
        spread: noSpread,
      })),
    ],
    others: others.filter(({ value }) => value !== 0).map((other) => ({ ...other, spread: null })),
  };
}
