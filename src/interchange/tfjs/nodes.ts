import { LAYER_NORM_EPSILON } from '../../networks/facts/layernorm.js';
import { sizeOf } from '../../networks/facts/shape.js';
import type { NodeSpec } from '../../networks/spec.js';
import { selection } from '../parameters.js';
import { addAttention } from './attention.js';
import { addGelu } from './gelu.js';
import type { Kind, LayersScope, OfKind } from './layers-graph.js';
import { addRecurrent } from './recurrent.js';
import { refuse } from './refuse.js';

/** Adds a node's layers; returns the name of the one with its output. */
type AddNode<Node> = (node: Node, scope: LayersScope) => string;

/** BatchNormalization's own default. */
const BATCH_NORM_EPSILON = 1e-3;

/** Every kind of node in layers that TensorFlow.js and Keras have by themselves. */
const adders: { readonly [K in Kind]: AddNode<OfKind<K>> } = {
  linear(node, { graph, parts, from }) {
    const kernel = parts.parameter(node, 'kernel')!;
    const bias = parts.parameter(node, 'bias');
    const config = { units: node.units, activation: 'linear', use_bias: bias !== null };
    const weights = bias === null ? { kernel } : { kernel, bias };
    return graph.add({ className: 'Dense', name: node.id, config, from, weights });
  },

  recurrent: addRecurrent,

  attention: addAttention,

  dropout: (_node, { from }) => from[0]!, // does nothing outside of training

  add: (node, { graph, from }) =>
    graph.add({ className: 'Add', name: node.id, config: {}, from, weights: {} }),

  concat: (node, { graph, from }) =>
    graph.add({
      className: 'Concatenate',
      name: node.id,
      config: { axis: -1 },
      from,
      weights: {},
    }),

  slice(node, { graph, parts, from }) {
    const width = parts.shape(node.from).at(-1)!;
    const picks = Array.from({ length: node.size }, (_, i) => node.start + i);
    return graph.map(node.id, from[0]!, selection(width, picks));
  },

  reshape: (node, { graph, from }) => graph.reshape(node.id, from[0]!, node.shape),

  last(node, { graph, parts, from }) {
    const [steps, features] = parts.shape(node.from) as readonly [number, number];
    const flat = graph.reshape(`${node.id}_flat`, from[0]!, [steps * features]);
    const picks = Array.from({ length: features }, (_, i) => (steps - 1) * features + i);
    return graph.map(node.id, flat, selection(steps * features, picks));
  },

  repeat: (node, { graph, from }) =>
    graph.add({
      className: 'RepeatVector',
      name: node.id,
      config: { n: node.steps },
      from,
      weights: {},
    }),

  transpose: (node, { graph, from }) =>
    graph.add({
      className: 'Permute',
      name: node.id,
      config: { dims: [2, 1] },
      from,
      weights: {},
    }),

  position(node, { graph, parts, from }) {
    // A batch normalisation that only shifts: no other layer adds a constant for each element.
    const shape = parts.shape(node.id);
    const size = sizeOf(shape);
    const constant = (value: number) => ({
      shape: [size],
      data: new Float32Array(size).fill(value),
    });
    const shifted = graph.add({
      className: 'BatchNormalization',
      name: `${node.id}_shift`,
      config: { axis: -1, epsilon: BATCH_NORM_EPSILON, center: true, scale: true },
      from: [graph.reshape(`${node.id}_flat`, from[0]!, [size])],
      weights: {
        gamma: constant(1),
        beta: { shape: [size], data: parts.parameter(node, 'vectors')!.data },
        moving_mean: constant(0),
        moving_variance: constant(1 - BATCH_NORM_EPSILON),
      },
    });
    return graph.reshape(node.id, shifted, shape);
  },

  layernorm(node, { graph, parts, from }) {
    const axis = [parts.shape(node.id).length];
    return graph.add({
      className: 'LayerNormalization',
      name: node.id,
      from,
      config: { axis, epsilon: LAYER_NORM_EPSILON, center: true, scale: true },
      weights: {
        gamma: parts.parameter(node, 'scale')!,
        beta: parts.parameter(node, 'shift')!,
      },
    });
  },

  activation(node, scope) {
    if (node.function === 'gelu') return addGelu(node, scope);
    return scope.graph.add({
      className: 'Activation',
      name: node.id,
      from: scope.from,
      weights: {},
      config: { activation: node.function },
    });
  },

  embedding: (node) => refuse(node, 'an embedding with unknown categories'),

  step: (node) => refuse(node, 'a cell that shares the weights of another layer'),
};

/** Adds any node. @throws UserError (exit 2) when no standard layer can say it */
export function addNode(node: NodeSpec, scope: LayersScope): string {
  return (adders[node.kind] as AddNode<NodeSpec>)(node, scope);
}
