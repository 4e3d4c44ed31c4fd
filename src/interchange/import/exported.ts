import { modelFileError, UserError } from '../../errors.js';
import { type Parameter, parametersOf, shapesOf } from '../../networks/parameters.js';
import type { NetworkSpec } from '../../networks/spec.js';
import type { TrainedNetwork } from '../export-format.js';
import type { Values } from '../parameters.js';
import { layersOf } from '../tfjs/format.js';
import type { KerasGraph } from './model-json.js';

/** Weights of a layer by Keras' name, for our roles. */
const KERAS_ROLES: Readonly<Record<string, string>> = {
  kernel: 'kernel',
  recurrent: 'recurrent_kernel',
  bias: 'bias',
  scale: 'gamma',
  shift: 'beta',
  vectors: 'beta',
};

/** Layers that a node's weights may lie in: its own, or the first of several that it was written as. */
const LAYER_ENDINGS = ['', '_backward', '_shift'];

/**
 * The network of a folder that `export --to tfjs` wrote, with the weights that lie there now: training
 * may have gone on in TensorFlow.js.
 *
 * @param spec - the network as the export's gatecast.json has it; not trusted
 * @throws UserError (exit 5) unless model.json has exactly this network's layers and weights
 */
export function importExported(
  spec: NetworkSpec,
  graph: KerasGraph,
  weights: ReadonlyMap<string, Values>,
): TrainedNetwork {
  const parameters = checked(() => parametersOf(spec, shapesOf(spec)));
  const size = parameters.reduce((sum, parameter) => sum + parameter.size, 0);
  const network = { spec, weights: new Float32Array(size) };
  const expected = checked(() => [
    ...spec.inputs.map(({ id }) => `InputLayer ${id}`),
    ...layersOf(network).layers.map(({ className, name, from }) =>
      [className, name, ...from].join(' '),
    ),
  ]);
  const found = graph.layers.map(({ className, name, sources }) =>
    [className, name, ...sources].join(' '),
  );
  const strange = found.find((layer) => !expected.includes(layer));
  const missing = expected.find((layer) => !found.includes(layer));
  if (strange ?? missing) {
    throw foreign(strange ? `it has the layer "${strange}"` : `the layer "${missing}" is missing`);
  }
  for (const parameter of parameters) {
    network.weights.set(weightsOf(parameter, weights).data, parameter.offset);
  }
  return network;
}

function weightsOf(
  { name, node, role, size }: Parameter,
  weights: ReadonlyMap<string, Values>,
): Values {
  const places = LAYER_ENDINGS.map((ending) => `${node}${ending}`);
  for (const [key, values] of weights) {
    const [layer, ...rest] = key.split('/');
    // Keras says `lstm/kernel`, or with the cell's name between `lstm/lstm_cell/kernel`.
    const matches = places.includes(layer!) && rest.at(-1) === KERAS_ROLES[role];
    if (matches && values.data.length === size) return values;
  }
  throw foreign(`there are no ${size} weights for "${name}"`);
}

/** What the file's author is to blame for is no bug of ours. */
function checked<T>(look: () => T): T {
  try {
    return look();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw foreign(error instanceof Error ? error.message : String(error));
  }
}

const foreign = (how: string) =>
  modelFileError(
    `model.json is not the network that gatecast.json beside it describes: ${how}`,
    'export the model again, or take gatecast.json away to import the network alone',
  );
