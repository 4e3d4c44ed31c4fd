import type { Tensor } from '@tensorflow/tfjs';
import { LAYER_NORM_EPSILON } from '../../networks/facts/layernorm.js';
import type { NodeSpec } from '../../networks/spec.js';
import type { NodePass } from './pass.js';
import { runRecurrent, runStep } from './recurrent.js';

type Kind = NodeSpec['kind'];
type OfKind<K extends Kind> = Extract<NodeSpec, { kind: K }>;

/** A node's value from the values that it reads. */
type Forward<Node> = (node: Node, inputs: readonly Tensor[], pass: NodePass) => Tensor;

/** The forward pass of every kind of node; gradients are TensorFlow's own. */
const forwards: { readonly [K in Kind]: Forward<OfKind<K>> } = {
  linear: (_node, [x], pass) => pass.linear(x!),

  recurrent: (node, [x], pass) => runRecurrent(node, x!, pass),

  step: (node, [x, state], pass) => runStep(node, x!, state!, pass),

  dropout(node, [x], { tf, mask }) {
    const kept = mask(x!.shape.slice(1), node.rate);
    return kept === null ? x! : tf.mul(x!, kept);
  },

  add: (_node, inputs, { tf }) => inputs.reduce((sum, x) => tf.add(sum, x)),

  concat: (_node, inputs, { tf }) => tf.concat([...inputs], -1),

  slice(node, [x], { tf }) {
    const axes = x!.shape.length - 1;
    const start = [...Array<number>(axes).fill(0), node.start];
    return tf.slice(x!, start, [...x!.shape.slice(0, -1), node.size]);
  },

  reshape: (node, [x], { tf }) => tf.reshape(x!, [x!.shape[0]!, ...node.shape]),

  last(_node, [x], { tf }) {
    const [rows, steps, features] = x!.shape as [number, number, number];
    return tf.reshape(tf.slice(x!, [0, steps - 1, 0], [rows, 1, features]), [rows, features]);
  },

  repeat: (node, [x], { tf }) => tf.tile(tf.expandDims(x!, 1), [1, node.steps, 1]),

  transpose: (_node, [x], { tf }) => tf.transpose(x!, [0, 2, 1]),

  position: (_node, [x], { tf, parameter }) => tf.add(x!, parameter('vectors')!),

  embedding(node, [x], { tf, parameter }) {
    // A one-hot row of an unknown category is all zeros; NaN would be cast to category 0.
    const known = tf.where(tf.isNaN(x!), tf.fill(x!.shape, -1), tf.floor(x!));
    const categories = tf.reshape(tf.cast(known, 'int32'), [-1]);
    // tf.oneHot wants two categories at least: one more is asked for and cut off.
    const wide = tf.cast(tf.oneHot(categories, node.categories + 1), 'float32');
    const oneHot = tf.slice(wide, [0, 0], [-1, node.categories]);
    const vectors = tf.matMul(oneHot, parameter('table')!);
    return tf.reshape(vectors, [...x!.shape.slice(0, -1), node.units]);
  },

  layernorm(_node, [x], { tf, parameter }) {
    const { mean, variance } = tf.moments(x!, -1, true);
    const normal = tf.mul(tf.sub(x!, mean), tf.rsqrt(tf.add(variance, LAYER_NORM_EPSILON)));
    return tf.add(tf.mul(normal, parameter('scale')!), parameter('shift')!);
  },

  attention(node, inputs, { tf }) {
    const [rows, steps, units] = inputs[0]!.shape as [number, number, number];
    const width = units / node.heads;
    const byHead = (x: Tensor) =>
      tf.transpose(tf.reshape(x, [rows, steps, node.heads, width]), [0, 2, 1, 3]);
    const [query, key, value] = inputs.map(byHead) as [Tensor, Tensor, Tensor];
    const scores = tf.mul(tf.matMul(query, key, false, true), 1 / Math.sqrt(width));
    const mixed = tf.matMul(tf.softmax(scores), value); // (rows, heads, steps, width)
    return tf.reshape(tf.transpose(mixed, [0, 2, 1, 3]), [rows, steps, units]);
  },

  activation(node, [x], { tf }) {
    switch (node.function) {
      case 'tanh':
        return tf.tanh(x!);
      case 'sigmoid':
        return tf.sigmoid(x!);
      case 'relu':
        return tf.relu(x!);
      case 'gelu': {
        // The tanh form of Hendrycks & Gimpel 2016.
        const cubic = tf.add(x!, tf.mul(0.044715, tf.mul(x!, tf.square(x!))));
        const t = tf.tanh(tf.mul(Math.sqrt(2 / Math.PI), cubic));
        return tf.mul(tf.mul(0.5, x!), tf.add(1, t));
      }
    }
  },
};

/** The forward pass of any node. */
export function forwardNode(node: NodeSpec, inputs: readonly Tensor[], pass: NodePass): Tensor {
  return (forwards[node.kind] as Forward<NodeSpec>)(node, inputs, pass);
}
