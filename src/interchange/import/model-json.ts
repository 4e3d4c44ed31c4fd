import { z } from 'zod';
import { modelFileError } from '../../errors.js';

/** A layer as a Keras configuration writes it. */
export interface KerasLayer {
  readonly className: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

export interface WeightEntry {
  readonly name: string;
  readonly shape: readonly number[];
}

/** A file of weights, in pieces, and what lies in it one after the other. */
export interface WeightGroup {
  readonly paths: readonly string[];
  readonly weights: readonly WeightEntry[];
}

/** A layers model whose layers follow one another. */
export interface KerasChain {
  readonly layers: readonly KerasLayer[];
  readonly groups: readonly WeightGroup[];
}

/** A layers model of any form. */
export interface KerasGraph {
  readonly layers: readonly (KerasLayer & {
    /** Names of the layers that it reads. */
    readonly sources: readonly string[];
  })[];
  readonly groups: readonly WeightGroup[];
}

const MOST_LAYERS = 256;
const axis = z.number().int().min(1).max(1_000_000);

const layer = z.object({
  class_name: z.string(),
  name: z.string().optional(),
  config: z.record(z.string(), z.unknown()),
  inbound_nodes: z.array(z.unknown()).optional(),
});
const layers = z.array(layer).max(MOST_LAYERS);

const topology = z.object({
  class_name: z.string(),
  config: z.union([layers, z.looseObject({ layers })]),
});

const schema = z.object({
  modelTopology: z.union([z.object({ model_config: topology }), topology]),
  weightsManifest: z.array(
    z.object({
      paths: z.array(z.string()).max(10_000),
      weights: z.array(
        z.object({
          name: z.string(),
          shape: z.array(axis).max(4),
          dtype: z.literal('float32'),
          quantization: z.never({ error: 'quantised weights are not read' }).optional(),
        }),
      ),
    }),
  ),
});

type LayerJson = z.infer<typeof layer>;

/**
 * The model.json of a TensorFlow.js layers model.
 * @throws UserError (exit 5) that says where it is not one, or not a chain of layers
 */
export function parseModelJson(text: string, path: string): KerasChain {
  const { className, layers, groups } = documentOf(text, path);
  const chain = className === 'Sequential' ? layers : chained(layers, path);
  return { layers: chain.map(layerOf), groups };
}

/** As parseModelJson, but of layers in any order. */
export function parseGraph(text: string, path: string): KerasGraph {
  const { layers, groups } = documentOf(text, path);
  return {
    layers: layers.map((entry) => ({ ...layerOf(entry), sources: sourcesOf(entry) })),
    groups,
  };
}

const layerOf = (entry: LayerJson): KerasLayer => ({
  className: entry.class_name,
  name: nameOf(entry),
  config: entry.config,
});

function documentOf(text: string, path: string) {
  const checked = schema.safeParse(jsonOf(text, path));
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw unreadable(path, `${issue?.path.join('.') || 'the document'}: ${issue?.message}`);
  }
  const { modelTopology, weightsManifest } = checked.data;
  const { class_name: className, config } =
    'model_config' in modelTopology ? modelTopology.model_config : modelTopology;
  const layers = Array.isArray(config) ? config : config.layers;
  return { className, layers, groups: weightsManifest };
}

function jsonOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(path, error instanceof Error ? error.message : String(error));
  }
}

const nameOf = ({ name, config }: LayerJson) => name ?? String(config.name ?? '');

/** A functional model's layers in the order of the flow. @throws UserError (exit 5) unless they are a chain */
function chained(list: readonly LayerJson[], path: string): LayerJson[] {
  const readers = new Map<string, LayerJson>();
  for (const entry of list) {
    const [source, ...others] = sourcesOf(entry);
    const first = entry.class_name === 'InputLayer';
    const key = source ?? '';
    if (others.length > 0 || first !== (source === undefined) || readers.has(key)) {
      throw unreadable(path, `layer "${nameOf(entry)}" is not one in a chain of layers`);
    }
    readers.set(key, entry);
  }
  const chain: LayerJson[] = [];
  for (let next = readers.get(''); next; next = readers.get(nameOf(next))) {
    if (chain.length === list.length) break; // a circle
    chain.push(next);
  }
  if (chain.length !== list.length) throw unreadable(path, 'its layers are not one chain');
  return chain;
}

/** Names of the layers that a layer reads: `inbound_nodes` is [[[name, 0, 0, {}], …]]. */
function sourcesOf({ inbound_nodes = [] }: LayerJson): string[] {
  return inbound_nodes.flatMap((call) =>
    Array.isArray(call)
      ? call.map((source) => String(Array.isArray(source) ? source[0] : ''))
      : [''],
  );
}

const unreadable = (path: string, reason: string) =>
  modelFileError(
    `"${path}" is no TensorFlow.js layers model that gatecast reads: ${reason}`,
    'give a folder with a model.json of rnn, gru, lstm and dense layers, as model.save() writes it',
  );
