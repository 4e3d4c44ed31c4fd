import { requireHistory } from '../../data/panel/history.js';
import type { Panel } from '../../data/panel/panel.js';
import type { EngineSettings, Network } from '../../engines/engine.js';
import { engines } from '../../engines/index.js';
import { outputsPerStep } from '../../networks/network.js';
import { prepareFeatures, type SeriesFeatures } from '../../training/windows/features.js';
import {
  createWindowReader,
  type WindowReader,
  type WindowScale,
} from '../../training/windows/window-reader.js';
import { requireFuture } from '../future-rows.js';
import { elementwiseMedian } from '../median.js';
import type { Fitted, Forecast } from '../model.js';
import { type NeuralState, readState } from './state.js';

/** Windows that one pass through the network takes. */
const BATCH = 256;

/** The paths of one window, in the user's units. // (outputs per step) × (horizon of the network) */
type Paths = readonly Float64Array[];

/**
 * Forecasts from the end of every series, many windows to a pass.
 * @throws UserError (exit 4) when a series has no value at all, or lacks a covariate that should be
 *   known in the future
 */
export async function forecastNeural(
  fitted: Fitted,
  panel: Panel,
  engine: EngineSettings,
): Promise<Forecast[]> {
  const state = readState(fitted);
  for (const series of panel.series) {
    requireHistory(series, fitted.model);
    requireFuture(panel, series, fitted.horizon);
  }
  const networks = await compileMembers(state, engine, panel.series.length);
  const reader = createWindowReader(state.plan);
  const features = prepareFeatures(state.plan, panel, {
    rows: state.plan.lookback,
    ahead: fitted.horizon,
  });
  const predict = (list: readonly SeriesFeatures[], step: number) =>
    predictPaths(state, reader, networks, list, step);
  try {
    const paths = state.recursive
      ? stepwise(features, fitted.horizon, predict)
      : predict(features, 0);
    return paths.map((columns) => forecastOf(state, fitted, columns));
  } finally {
    for (const network of networks) network.dispose();
  }
}

function compileMembers(
  state: NeuralState,
  engine: EngineSettings,
  rows: number,
): Promise<Network[]> {
  // Starting a thread takes longer than one batch does.
  const threads = rows > BATCH ? engine.threads : 1;
  return Promise.all(
    state.members.map(async (weights) => {
      const network = await engines.get(engine.name).compile(state.spec, {
        batchSize: BATCH,
        training: false,
        threads,
        seed: null,
      });
      network.setWeights(weights);
      return network;
    }),
  );
}

/** Quantiles that cross are put in order, which never makes them worse (Chernozhukov et al. 2010). */
function forecastOf(state: NeuralState, { probabilities }: Fitted, columns: Paths): Forecast {
  const { loss } = state.spec;
  if (loss.kind !== 'pinball') return { point: columns[0]!, quantiles: [] };
  const at = new Float64Array(columns.length);
  for (let h = 0; h < columns[0]!.length; h++) {
    columns.forEach((column, q) => {
      at[q] = column[h]!;
    });
    at.sort();
    columns.forEach((column, q) => {
      column[h] = at[q]!;
    });
  }
  const column = (p: number) => columns[loss.probabilities.indexOf(p)]!;
  return { point: column(0.5), quantiles: probabilities.map(column) };
}

/**
 * One pass over the last window of every series, `step` rows after its end; the median over the
 * ensemble's members.
 */
function predictPaths(
  state: NeuralState,
  reader: WindowReader,
  networks: readonly Network[],
  features: readonly SeriesFeatures[],
  step: number,
): Paths[] {
  const { horizon } = state.plan;
  const outputs = outputsPerStep(state.spec.loss);
  const all: Paths[] = [];
  for (let start = 0; start < features.length; start += BATCH) {
    const part = features.slice(start, start + BATCH);
    const inputs = reader.allocate(part.length);
    const scales = part.map((series, slot) =>
      reader.read(series, series.rows + step, inputs, slot),
    );
    const raw = elementwiseMedian(networks.map((network) => network.predict(part.length, inputs)));
    const each = horizon * outputs;
    scales.forEach((scale, slot) => {
      all.push(pathsOf(reader, scale, raw.subarray(slot * each, (slot + 1) * each), outputs));
    });
  }
  return all;
}

/** The outputs of one window, in the user's units, one path an output. @param raw // (horizon, outputs) */
function pathsOf(
  reader: WindowReader,
  scale: WindowScale,
  raw: Float32Array,
  outputs: number,
): Paths {
  return Array.from({ length: outputs }, (_, q) => {
    const path = Float64Array.from(
      { length: raw.length / outputs },
      (_, h) => raw[h * outputs + q]!,
    );
    reader.restore(scale, path);
    return path;
  });
}

/** Feeds the middle path back as if it had been observed, one step at a time. */
function stepwise(
  features: readonly SeriesFeatures[],
  horizon: number,
  predict: (features: readonly SeriesFeatures[], step: number) => Paths[],
): Paths[] {
  const extended = features.map((series) => {
    const values = new Float64Array(series.rows + horizon).fill(Number.NaN);
    values.set(series.values);
    return { ...series, values };
  });
  const all: Float64Array[][] = features.map(() => []);
  for (let step = 0; step < horizon; step++) {
    predict(extended, step).forEach((columns, i) => {
      columns.forEach((column, q) => {
        all[i]![q] ??= new Float64Array(horizon);
        all[i]![q]![step] = column[0]!;
      });
      const middle = columns[Math.floor(columns.length / 2)]!;
      extended[i]!.values[extended[i]!.rows + step] = middle[0]!;
    });
  }
  return all;
}
