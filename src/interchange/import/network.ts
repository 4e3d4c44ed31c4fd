import { modelFileError } from '../../errors.js';
import { sizeOf } from '../../networks/facts/shape.js';
import { createGraph } from '../../networks/graph.js';
import { inputNames } from '../../networks/inputs.js';
import { parametersOf, shapesOf } from '../../networks/parameters.js';
import type { NetworkSpec, NodeSpec } from '../../networks/spec.js';
import type { TrainedNetwork } from '../export-format.js';
import { selection, type Values } from '../parameters.js';
import { importLayer } from './layers.js';
import type { KerasChain } from './model-json.js';

/** An imported network and what it was made for. */
export interface ImportedNetwork extends TrainedNetwork {
  readonly cell: 'rnn' | 'gru' | 'lstm';
  readonly lookback: number;
  readonly horizon: number;
  /** Columns beside the target. */
  readonly covariates: number;
}

/**
 * A chain of layers as a network with gatecast's inputs: the target's history with its covariates goes
 * in, and what comes out is brought from normalised values to deviations from the last one.
 *
 * @param anchored - whether the normalizer's "no change" is the last value, rather than zero
 * @throws UserError (exit 5) when it is no forecaster of (lookback, columns) -> (horizon)
 */
export function importNetwork(
  chain: KerasChain,
  weights: ReadonlyMap<string, Values>,
  anchored: boolean,
): ImportedNetwork {
  const { lookback, width } = inputOf(chain);
  const graph = createGraph();
  const history = graph.input(inputNames.history, [lookback]);
  const covariates = width > 1 ? graph.input(inputNames.covariates, [lookback, width - 1]) : null;
  const parameters = new Map<string, Values>();
  const shapeOf = (id: string, layer: string) => {
    try {
      return shapesOf(graph.build(id, { kind: 'mae' })).get(id)!;
    } catch (error) {
      // The builder of the network is at fault, and that is whoever wrote the file.
      throw misfit(layer, error instanceof Error ? error.message : String(error));
    }
  };

  let from = graph.node('column', { kind: 'reshape', from: history, shape: [lookback, 1] });
  if (covariates) from = graph.node('rows', { kind: 'concat', from: [from, covariates] });
  let shape = shapeOf(from, 'input');
  for (const [number, layer] of chain.layers.entries()) {
    const { nodes, parameters: own } = importLayer(layer, {
      id: `layer-${number}`,
      from,
      size: sizeOf(shape),
      weight: (role) => weightOf(weights, layer.name, role),
    });
    for (const { id, ...spec } of nodes) from = graph.node(id, spec);
    for (const [name, values] of own) parameters.set(name, values);
    shape = shapeOf(from, layer.name);
  }

  const horizon = horizonOf(shape);
  let output = graph.node('steps', { kind: 'reshape', from, shape: [horizon] });
  if (anchored) {
    const last = graph.node('last-value', {
      kind: 'slice',
      from: history,
      start: lookback - 1,
      size: 1,
    });
    const minus = graph.node('minus-last', {
      kind: 'linear',
      from: last,
      units: horizon,
      bias: false,
      init: 'zeros',
    });
    parameters.set('minus-last.kernel', selection(1, Array<number>(horizon).fill(0), -1));
    output = graph.node('output', { kind: 'add', from: [output, minus] });
  }
  const spec = graph.build(output, { kind: 'mae' });
  const size = { lookback, horizon, covariates: width - 1 };
  return { spec, weights: flatWeights(spec, parameters), cell: cellOf(spec.nodes), ...size };
}

/** The first layer says what the network reads. // (lookback, columns) */
function inputOf({ layers }: KerasChain): { lookback: number; width: number } {
  const declared = layers[0]?.config.batch_input_shape ?? layers[0]?.config.batch_shape;
  const [, lookback, width, ...more] = Array.isArray(declared) ? declared : [];
  const sizes = [lookback, width];
  const usable = sizes.every((size) => Number.isInteger(size) && size >= 1 && size <= 20_000);
  if (!usable || more.length > 0) {
    throw modelFileError(
      `the network reads ${JSON.stringify(declared ?? null)}, not [null, lookback, columns]`,
      'give its first layer an inputShape of a fixed number of rows and columns',
    );
  }
  return { lookback, width };
}

const misfit = (layer: string, reason: string) =>
  modelFileError(
    `layer "${layer}" does not fit what comes before it: ${reason}`,
    'check the order of the layers and return_sequences',
  );

function horizonOf(shape: readonly number[]): number {
  const [horizon, ...rest] = shape;
  if (horizon !== undefined && rest.every((axis) => axis === 1)) return horizon;
  throw modelFileError(
    `the network gives [${shape}], not one number for each step ahead`,
    'end it with a dense layer of as many units as steps, or of one unit at each step',
  );
}

function cellOf(nodes: readonly NodeSpec[]): ImportedNetwork['cell'] {
  for (const node of nodes) if (node.kind === 'recurrent') return node.cell;
  throw modelFileError(
    'the network has no recurrent layer',
    'import a model with a SimpleRNN, GRU or LSTM layer',
  );
}

/** Keras says `lstm/kernel`, or with the cell's name between `lstm/lstm_cell/kernel`. */
function weightOf(weights: ReadonlyMap<string, Values>, layer: string, role: string) {
  for (const [name, values] of weights) {
    if (name.startsWith(`${layer}/`) && name.endsWith(`/${role}`)) return values;
  }
  return null;
}

/** @throws UserError (exit 5) when a weight has not the shape that its layer needs */
function flatWeights(spec: NetworkSpec, values: ReadonlyMap<string, Values>): Float32Array {
  const parameters = parametersOf(spec, shapesOf(spec));
  const weights = new Float32Array(parameters.reduce((sum, { size }) => sum + size, 0));
  for (const { name, shape, offset } of parameters) {
    const found = values.get(name);
    if (found?.shape.join() !== shape.join()) {
      throw modelFileError(
        `the weights for "${name}" have shape [${found?.shape ?? ''}], not [${shape}]`,
        'save the model again: topology and weights do not belong together',
      );
    }
    weights.set(found.data, offset);
  }
  return weights;
}
