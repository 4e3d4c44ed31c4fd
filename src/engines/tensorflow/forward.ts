import type { Tensor } from '@tensorflow/tfjs';
import { ownerOf, sourcesOf } from '../../networks/parameters.js';
import type { NetworkSpec, NodeSpec } from '../../networks/spec.js';
import { type DropoutKey, dropoutMask } from './dropout-mask.js';
import type { Tensorflow } from './load.js';
import { forwardNode } from './nodes.js';
import type { NodePass } from './pass.js';

/**
 * One pass through a network.
 *
 * @param inputs - by input id // (rows, …shape)
 * @param weights - by parameter name
 * @param dropout - null: nothing is dropped
 * @returns the output // (rows, outputs)
 */
export function forwardNetwork(
  tf: Tensorflow,
  spec: NetworkSpec,
  inputs: ReadonlyMap<string, Tensor>,
  weights: ReadonlyMap<string, Tensor>,
  dropout: DropoutKey | null,
): Tensor {
  const values = new Map(inputs);
  for (const [number, node] of spec.nodes.entries()) {
    const sources = sourcesOf(node).map((id) => values.get(id)!);
    const pass = passOf(tf, node, weights, (shape, rate) =>
      dropout === null || rate === 0
        ? null
        : maskTensor(tf, [sources[0]!.shape[0]!, ...shape], rate, number, dropout),
    );
    values.set(node.id, forwardNode(node, sources, pass));
  }
  return values.get(spec.output)!;
}

function passOf(
  tf: Tensorflow,
  node: NodeSpec,
  weights: ReadonlyMap<string, Tensor>,
  mask: NodePass['mask'],
): NodePass {
  const parameter = (role: string) => weights.get(`${ownerOf(node)}.${role}`) ?? null;
  return {
    tf,
    parameter,
    mask,
    linear(x) {
      const kernel = parameter('kernel')!;
      const bias = parameter('bias');
      const [features, units] = kernel.shape as [number, number];
      const product = tf.matMul(tf.reshape(x, [-1, features]), kernel);
      const sum = bias === null ? product : tf.add(product, bias);
      return tf.reshape(sum, [...x.shape.slice(0, -1), units]);
    },
  };
}

function maskTensor(
  tf: Tensorflow,
  shape: number[],
  rate: number,
  node: number,
  key: DropoutKey,
): Tensor {
  const length = shape.reduce((product, axis) => product * axis, 1);
  return tf.tensor(dropoutMask(length, rate, node, key), shape);
}
