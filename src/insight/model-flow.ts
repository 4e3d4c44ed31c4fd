import type { Panel } from '../data/panel/panel.js';
import type { Batch, EngineSettings, Network } from '../engines/engine.js';
import { engines } from '../engines/index.js';
import { defaultValidationSize } from '../evaluation/backtest/plan.js';
import type { Fitted } from '../models/model.js';
import { type NeuralState, readState } from '../models/neural/state.js';
import type { NetworkSpec, NodeSpec } from '../networks/spec.js';
import { prepareFeatures } from '../training/windows/features.js';
import { createWindowReader } from '../training/windows/window-reader.js';
import type { CellStep } from './cell-step.js';
import { cellSteps } from './cells/index.js';
import { type GradientFlow, layerFlow } from './gradient-flow.js';
import { layerWeights, parameterValues } from './layer-weights.js';
import { isProbe, probed, setProbedWeights } from './probe.js';

/** Windows over which gradients and gates are averaged. */
const LOOKED_AT = 32;

type RecurrentNode = Extract<NodeSpec, { kind: 'recurrent' }>;

/** How gradients pass back through a trained model's recurrent layer. */
export interface ModelFlow {
  readonly cell: CellStep;
  readonly flow: GradientFlow;
  /** Recurrent layers, of which the last one before the forecast is looked into. */
  readonly layers: number;
  /** Rows of the file that one step reads. */
  readonly rowsPerStep: number;
  /** False where the forecast does not depend on the state, so that a gradient of ones stands in. */
  readonly reached: boolean;
}

/**
 * The gradient of a saved model's own loss in the hidden states of its recurrent layer, over windows of
 * one series whose answers are known. A vector of zeros added to the layer's last state tells, by the
 * chain rule, the gradient that arrives there; the steps before it are traced in double precision.
 *
 * @param panel - of one series
 * @returns null where the model has no recurrent layer
 */
export async function modelFlow(
  fitted: Fitted,
  panel: Panel,
  settings: EngineSettings,
): Promise<ModelFlow | null> {
  const state = readState(fitted);
  const recurrent = state.spec.nodes.filter((node): node is RecurrentNode => {
    return node.kind === 'recurrent' && !node.reverse && (node.dilation ?? 1) === 1;
  });
  const layer = recurrent.findLast(({ sequence }) => !sequence);
  if (!layer) return null;
  const cell = cellSteps.entries.find(
    ({ node }) =>
      node.cell === layer.cell && (node.resetAfter ?? false) === (layer.resetAfter ?? false),
  )!;
  const batch = lastWindows(state, fitted, panel);
  const sequences = await layerInputs(state, layer, batch, settings);
  const network = await engines
    .get(settings.name)
    .compile(probed(state.spec, [layer.id], state.spec.loss), {
      batchSize: 1,
      threads: 1,
      training: true,
      seed: null,
    });
  try {
    setProbedWeights(network, state.members[0]!);
    const gradients = Array.from({ length: batch.size }, (_, row) =>
      stateGradient(network, rowOf(batch, row)),
    );
    const reached = gradients.some((gradient) => gradient.some((value) => value !== 0));
    const flow = layerFlow({
      cell,
      layer: layerWeights(network, layer.id, layer.units),
      windows: gradients.map((gradient, row) => ({
        inputs: sequences[row]!,
        gradient: () => (reached ? gradient : gradient.map(() => 1)),
      })),
    });
    const rowsPerStep = state.plan.lookback / flow.norms.length;
    return { cell, flow, layers: recurrent.length, rowsPerStep, reached };
  } finally {
    network.dispose();
  }
}

/** The windows of the rows that validation would take, thinned. */
function lastWindows({ plan }: NeuralState, { horizon }: Fitted, panel: Panel): Batch {
  const reader = createWindowReader(plan);
  const [features] = prepareFeatures(plan, panel, {
    rows: Number.POSITIVE_INFINITY,
    ahead: plan.horizon,
  });
  const { rows } = features!;
  const newest = rows - plan.horizon;
  const span = Math.min(defaultValidationSize(rows, horizon), newest - 1);
  const size = Math.max(1, Math.min(LOOKED_AT, span));
  const inputs = reader.allocate(size);
  const targets = new Float32Array(size * plan.horizon);
  for (let slot = 0; slot < size; slot++) {
    const origin = Math.max(1, newest - Math.floor((slot * span) / size));
    const scale = reader.read(features!, origin, inputs, slot);
    targets.set(reader.readTarget(features!, origin, rows, scale), slot * plan.horizon);
  }
  return { size, inputs, targets };
}

/** What the layer reads in each window, in double precision. // (windows) × (steps × inputs) */
async function layerInputs(
  { spec, members }: NeuralState,
  layer: RecurrentNode,
  batch: Batch,
  settings: EngineSettings,
): Promise<Float64Array[]> {
  const options = { batchSize: batch.size, threads: 1, training: false, seed: null };
  const engine = engines.get(settings.name);
  const whole = await engine.compile(spec, options);
  whole.setWeights(members[0]!);
  const part = await engine.compile(upTo(spec, layer), options);
  try {
    const weights = new Float32Array(part.parameterCount);
    for (const { name, offset } of part.parameters)
      weights.set(parameterValues(whole, name), offset);
    part.setWeights(weights);
    const all = Float64Array.from(part.predict(batch.size, batch.inputs));
    const width = all.length / batch.size;
    return Array.from({ length: batch.size }, (_, row) =>
      all.subarray(row * width, (row + 1) * width),
    );
  } finally {
    whole.dispose();
    part.dispose();
  }
}

/** The part of a network before a layer. */
function upTo({ inputs, nodes }: NetworkSpec, { id, from }: RecurrentNode): NetworkSpec {
  const before = nodes.slice(
    0,
    nodes.findIndex((node) => node.id === id),
  );
  return { inputs, nodes: before, output: from, loss: { kind: 'mse' } };
}

/** Of one window's loss, in the last state. */
function stateGradient(network: Network, row: Batch): Float64Array {
  const { gradient } = network.gradient(row);
  const { offset, size } = network.parameters.find(isProbe)!;
  return Float64Array.from(gradient.subarray(offset, offset + size));
}

function rowOf({ size, inputs, targets }: Batch, row: number): Batch {
  const part = (values: Float32Array) => {
    const width = values.length / size;
    return values.subarray(row * width, (row + 1) * width);
  };
  const own = Object.entries(inputs).map(([id, values]) => [id, part(values)]);
  return { size: 1, inputs: Object.fromEntries(own), targets: part(targets) };
}
