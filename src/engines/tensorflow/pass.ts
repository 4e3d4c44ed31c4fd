import type { Tensor } from '@tensorflow/tfjs';
import type { Tensorflow } from './load.js';

/** What a node's forward pass works with. Every value carries the batch as its first axis. */
export interface NodePass {
  readonly tf: Tensorflow;
  /** One of the node's parameters, or null where it has none of this role. */
  parameter(role: string): Tensor | null;
  /** x W + b over the last axis with the node's kernel and, if it has one, bias. */
  linear(x: Tensor): Tensor;
  /** A dropout mask for values of this shape, or null when nothing is to be dropped. */
  mask(shape: readonly number[], rate: number): Tensor | null;
}
