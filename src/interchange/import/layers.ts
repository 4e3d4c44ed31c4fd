import { z } from 'zod';
import { modelFileError } from '../../errors.js';
import type { NodeSpec } from '../../networks/spec.js';
import { columns, type Values } from '../parameters.js';
import type { KerasLayer } from './model-json.js';

/** What a layer becomes: nodes, of which the last has its output, and their parameters by name. */
export interface ImportedLayer {
  readonly nodes: readonly NodeSpec[];
  readonly parameters: ReadonlyMap<string, Values>;
}

interface LayerScope {
  /** Id for the layer's main node; others start with it. */
  readonly id: string;
  readonly from: string;
  /** Numbers of one row of what it reads. */
  readonly size: number;
  /** One of the layer's weights, or null when the model has none of this role. */
  weight(role: string): Values | null;
}

type Importer = (config: KerasLayer['config'], scope: LayerScope) => ImportedLayer;

const units = z.number().int().min(1).max(4096);
const no = z.literal(false).nullish();
const activations = z.enum(['linear', 'tanh', 'sigmoid', 'relu', 'gelu_new']).default('linear');

const denseConfig = z.object({ units, activation: activations });
const recurrentConfig = z.object({
  units,
  activation: z.literal('tanh'),
  return_sequences: z.boolean().nullish(),
  go_backwards: z.boolean().nullish(),
  return_state: no,
  stateful: no,
});
const gatedConfig = recurrentConfig.extend({
  recurrent_activation: z.literal('sigmoid', {
    error: 'only "sigmoid" gates are read; build the layer with recurrentActivation: "sigmoid"',
  }),
});

const nothing: Importer = () => ({ nodes: [], parameters: new Map() });
const node = (spec: NodeSpec): ImportedLayer => ({ nodes: [spec], parameters: new Map() });

const importers: ReadonlyMap<string, Importer> = new Map<string, Importer>([
  ['InputLayer', nothing],
  ['Dropout', nothing], // does nothing outside of training
  ['Dense', importDense],
  [
    'TimeDistributed',
    (config, scope) => {
      const inner = z.object({
        layer: z.object({
          class_name: z.literal('Dense'),
          config: z.record(z.string(), z.unknown()),
        }),
      });
      return importDense(inner.parse(config).layer.config, scope);
    },
  ],
  ['SimpleRNN', (config, scope) => importRecurrent('rnn', recurrentConfig.parse(config), scope)],
  ['LSTM', (config, scope) => importRecurrent('lstm', gatedConfig.parse(config), scope)],
  ['GRU', importGru],
  [
    'Activation',
    (config, scope) =>
      activation(
        z.object({ activation: activations }).parse(config).activation,
        scope.id,
        scope.from,
      ),
  ],
  [
    'RepeatVector',
    (config, { id, from }) => {
      const { n } = z.object({ n: z.number().int().min(1).max(100_000) }).parse(config);
      return node({ kind: 'repeat', id, from, steps: n });
    },
  ],
  ['Flatten', (_config, { id, from, size }) => node({ kind: 'reshape', id, from, shape: [size] })],
]);

/**
 * A layer of a TensorFlow.js model as nodes.
 * @throws UserError (exit 5) when it is of another kind, or set up in a way that has no equal here
 */
export function importLayer(layer: KerasLayer, scope: LayerScope): ImportedLayer {
  const importer = importers.get(layer.className);
  if (!importer) throw unknown(layer, `a ${layer.className}`);
  try {
    return importer(layer.config, scope);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const [issue] = error.issues;
    throw unknown(layer, `${layer.className} with ${issue?.path.join('.')}: ${issue?.message}`);
  }
}

function importDense(config: KerasLayer['config'], scope: LayerScope): ImportedLayer {
  const { units, activation: bent } = denseConfig.parse(config);
  const { id, from, weight } = scope;
  const bias = weight('bias');
  const sum = bent === 'linear' ? id : `${id}-sum`;
  const parameters = new Map([[`${sum}.kernel`, required(weight, 'kernel')]]);
  if (bias !== null) parameters.set(`${sum}.bias`, bias);
  const linear: NodeSpec = {
    kind: 'linear',
    id: sum,
    from,
    units,
    bias: bias !== null,
    init: 'xavier',
  };
  return { nodes: [linear, ...activation(bent, id, sum).nodes], parameters };
}

function activation(name: z.infer<typeof activations>, id: string, from: string): ImportedLayer {
  if (name === 'linear') return { nodes: [], parameters: new Map() };
  const known = name === 'gelu_new' ? 'gelu' : name;
  return node({ kind: 'activation', id, from, function: known });
}

function importRecurrent(
  cell: 'rnn' | 'gru' | 'lstm',
  config: z.infer<typeof recurrentConfig>,
  { id, from, weight }: LayerScope,
): ImportedLayer {
  const [sequence, reverse] = [config.return_sequences === true, config.go_backwards === true];
  // Keras leaves such a sequence in the order of reading, ours is in that of time.
  if (sequence && reverse) throw problem('go_backwards', 'not together with return_sequences');
  const recurrent = required(weight, 'recurrent_kernel');
  const bias = weight('bias') ?? zeros(recurrent.shape[1]!);
  return {
    nodes: [
      {
        kind: 'recurrent',
        id,
        from,
        cell,
        units: config.units,
        sequence,
        reverse,
        recurrentDropout: 0,
      },
    ],
    parameters: new Map([
      [`${id}.kernel`, required(weight, 'kernel')],
      [`${id}.recurrent`, recurrent],
      [`${id}.bias`, bias],
    ]),
  };
}

/** With reset_after, Keras' bias has a second row for the recurrent product. */
function importGru(config: KerasLayer['config'], scope: LayerScope): ImportedLayer {
  const checked = gatedConfig.extend({ reset_after: z.boolean().nullish() }).parse(config);
  const imported = importRecurrent('gru', checked, scope);
  if (checked.reset_after !== true) return imported;
  const { id } = scope;
  const bias = scope.weight('bias') ?? {
    shape: [2, 3 * checked.units],
    data: zeros(6 * checked.units).data,
  };
  if (bias.shape.length !== 2 || bias.data.length !== 6 * checked.units) {
    throw problem('reset_after', 'needs a bias of two rows');
  }
  const width = 3 * checked.units;
  const gates = 2 * checked.units;
  // Before the gates both rows are simply added; the candidate keeps its own.
  const joined = bias.data.slice(0, width);
  for (let i = 0; i < gates; i++) joined[i]! += bias.data[width + i]!;
  const candidate = columns(
    { shape: [1, width], data: bias.data.slice(width) },
    gates,
    checked.units,
  );
  return {
    nodes: imported.nodes.map((spec) =>
      spec.kind === 'recurrent' ? { ...spec, resetAfter: true } : spec,
    ),
    parameters: new Map([
      ...imported.parameters,
      [`${id}.bias`, { shape: [width], data: joined }],
      [`${id}.recurrentBias`, { shape: [checked.units], data: candidate.data }],
    ]),
  };
}

const zeros = (length: number): Values => ({ shape: [length], data: new Float32Array(length) });

function required(weight: LayerScope['weight'], role: string): Values {
  const values = weight(role);
  if (values === null) throw problem(role, 'the model has no such weight');
  return values;
}

const problem = (path: string, message: string) =>
  new z.ZodError([{ code: 'custom', path: [path], message, input: undefined }]);

const unknown = ({ name }: KerasLayer, what: string) =>
  modelFileError(
    `layer "${name}" cannot be imported: ${what}`,
    `known layers: ${[...importers.keys()].join(', ')}`,
  );
