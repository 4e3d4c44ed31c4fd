import type { Tensor } from '@tensorflow/tfjs';
import { sizeOf } from '../../networks/facts/shape.js';
import type { Parameter } from '../../networks/parameters.js';
import type { NetworkSpec } from '../../networks/spec.js';
import type { Batch } from '../engine.js';
import type { Tensorflow } from './load.js';

/** Tensors by input id or parameter name. They live until the `tidy` around them ends. */
export type NamedTensors = ReadonlyMap<string, Tensor>;

/** Rows [first, first + size) of a batch's inputs. // (size, …shape) each */
export function inputTensors(
  tf: Tensorflow,
  { inputs: specs }: NetworkSpec,
  inputs: Batch['inputs'],
  first: number,
  size: number,
): NamedTensors {
  return new Map(
    specs.map(({ id, shape }): [string, Tensor] => {
      const width = sizeOf(shape);
      const from = inputs[id];
      if (!from) throw new Error(`the batch has no input "${id}"`);
      const rows = from.slice(first * width, (first + size) * width);
      return [id, tf.tensor(rows, [size, ...shape])];
    }),
  );
}

/** Some of the parameters, copied out of the flat weights. */
export function weightTensors(
  tf: Tensorflow,
  parameters: readonly Parameter[],
  weights: Float32Array,
): NamedTensors {
  return new Map(
    parameters.map(({ name, offset, size, shape }): [string, Tensor] => [
      name,
      tf.tensor(weights.slice(offset, offset + size), [...shape]),
    ]),
  );
}
