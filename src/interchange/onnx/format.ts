import { sourcesOf } from '../../networks/parameters.js';
import type { NodeSpec } from '../../networks/spec.js';
import type { ExportFormat, TrainedNetwork } from '../export-format.js';
import { type NetworkParts, partsOf } from '../parameters.js';
import { modelProto } from './model.js';
import { addNode } from './nodes.js';
import { createOperators, type Operators } from './operators.js';

/** What the output is called. */
const OUTPUT = 'forecast';

/** An ONNX model, for ONNX Runtime and whatever else reads it. */
export const onnxFormat: ExportFormat = {
  name: 'onnx',
  summary: 'an ONNX file (operator set 17) for ONNX Runtime',
  target: 'file',
  write: (network, generator) => [{ name: '', contents: onnxModel(network, generator) }],
};

function onnxModel(network: TrainedNetwork, generator: string): Uint8Array {
  const { spec } = network;
  const on = createOperators();
  const parts = partsOf(network);
  const linear = linearOf(on, parts);
  const names = new Map(spec.inputs.map(({ id }) => [id, id]));
  for (const node of spec.nodes) {
    const from = sourcesOf(node).map((id) => names.get(id)!);
    names.set(node.id, addNode(node, { on, parts, from, linear }));
  }
  on.apply('Identity', [names.get(spec.output)!], {}, OUTPUT);
  const output = { id: OUTPUT, shape: parts.shape(spec.output) };
  return modelProto({ ...on, inputs: spec.inputs, output }, generator);
}

function linearOf(on: Operators, parts: NetworkParts) {
  return (node: NodeSpec, x: string): string => {
    const product = on.apply('MatMul', [x, on.floats(parts.parameter(node, 'kernel')!)]);
    const bias = parts.parameter(node, 'bias');
    return bias === null ? product : on.apply('Add', [product, on.floats(bias)]);
  };
}
