import { sourcesOf } from '../../networks/parameters.js';
import type { ExportFormat, TrainedNetwork } from '../export-format.js';
import { partsOf } from '../parameters.js';
import { createLayersGraph, type Layer } from './layers-graph.js';
import { addNode } from './nodes.js';

const WEIGHTS_FILE = 'weights.bin';

/** A LayersModel of TensorFlow.js: model.json and one file of weights. */
export const tfjsFormat: ExportFormat = {
  name: 'tfjs',
  summary: 'a folder that tf.loadLayersModel of TensorFlow.js reads',
  target: 'folder',
  write(network, generator) {
    const { layers, output } = layersOf(network);
    return [
      { name: WEIGHTS_FILE, contents: weightBytes(layers) },
      { name: 'model.json', contents: modelJson(network, layers, output, generator) },
    ];
  },
};

/** The network's layers, inputs left out, and the name of the one with its output. */
export function layersOf(network: TrainedNetwork): { layers: readonly Layer[]; output: string } {
  const graph = createLayersGraph();
  const parts = partsOf(network);
  const names = new Map(network.spec.inputs.map(({ id }) => [id, id]));
  for (const node of network.spec.nodes) {
    const from = sourcesOf(node).map((id) => names.get(id)!);
    names.set(node.id, addNode(node, { graph, parts, from }));
  }
  return { layers: graph.layers, output: names.get(network.spec.output)! };
}

function modelJson(
  { spec }: TrainedNetwork,
  layers: readonly Layer[],
  output: string,
  generator: string,
): string {
  const inputs = spec.inputs.map(({ id, shape }) => ({
    class_name: 'InputLayer',
    name: id,
    config: { batch_input_shape: [null, ...shape], dtype: 'float32', sparse: false, name: id },
    inbound_nodes: [],
  }));
  const others = layers.map(({ className, name, config, from }) => ({
    class_name: className,
    name,
    config: { ...config, name, trainable: true, dtype: 'float32' },
    inbound_nodes: [from.map((source) => [source, 0, 0, {}])],
  }));
  const config = {
    name: 'gatecast',
    layers: [...inputs, ...others],
    input_layers: spec.inputs.map(({ id }) => [id, 0, 0]),
    output_layers: [[output, 0, 0]],
  };
  const document = {
    format: 'layers-model',
    generatedBy: generator,
    convertedBy: null,
    modelTopology: {
      keras_version: 'tfjs-layers 4.22.0',
      backend: 'tensor_flow.js',
      model_config: { class_name: 'Model', config },
    },
    weightsManifest: [{ paths: [WEIGHTS_FILE], weights: weightSpecs(layers) }],
  };
  return `${JSON.stringify(document)}\n`;
}

const weightSpecs = (layers: readonly Layer[]) =>
  layers.flatMap(({ name, weights }) =>
    Object.entries(weights).map(([role, { shape }]) => ({
      name: `${name}/${role}`,
      shape,
      dtype: 'float32',
    })),
  );

/** All weights in the order of their specs, little-endian. */
function weightBytes(layers: readonly Layer[]): Uint8Array {
  const arrays = layers.flatMap(({ weights }) => Object.values(weights).map(({ data }) => data));
  const bytes = new DataView(
    new ArrayBuffer(4 * arrays.reduce((sum, { length }) => sum + length, 0)),
  );
  let at = 0;
  for (const array of arrays) {
    for (const value of array) {
      bytes.setFloat32(at, value, true);
      at += 4;
    }
  }
  return new Uint8Array(bytes.buffer);
}
