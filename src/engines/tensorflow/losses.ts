import type { Scalar, Tensor } from '@tensorflow/tfjs';
import type { LossSpec } from '../../networks/spec.js';
import type { Tensorflow } from './load.js';

/** Targets of a batch with the missing ones told apart. // (size, horizon) each */
export interface Targets {
  /** 0 where missing. */
  readonly values: Tensor;
  /** 1 where present, else 0. */
  readonly present: Tensor;
  readonly count: number;
}

/** Splits targets in which NaN is missing. // targets: (size, horizon) */
export function splitTargets(tf: Tensorflow, targets: Float32Array, size: number): Targets {
  const present = targets.map((value) => (Number.isNaN(value) ? 0 : 1));
  const values = targets.map((value) => (Number.isNaN(value) ? 0 : value));
  const shape: [number, number] = [size, targets.length / size];
  return {
    values: tf.tensor2d(values, shape),
    present: tf.tensor2d(present, shape),
    count: present.reduce((sum, one) => sum + one, 0),
  };
}

/** Mean loss over the targets that are present; 0 when none is. // output: (size, outputs) */
export function meanLoss(
  tf: Tensorflow,
  loss: LossSpec,
  output: Tensor,
  { values, present, count }: Targets,
): Scalar {
  const each =
    loss.kind === 'pinball'
      ? pinball(tf, loss.probabilities, output, values)
      : pointwise(tf, loss, tf.sub(output, values));
  if (loss.kind === 'pinball' && loss.squashed) {
    const counts = tf.sum(present, 1);
    const means = tf.div(tf.sum(tf.mul(each, present), 1), tf.maximum(counts, 1));
    return tf.div(tf.sum(tf.mul(tf.asinh(means), counts)), Math.max(1, count));
  }
  return tf.div(tf.sum(tf.mul(each, present)), Math.max(1, count));
}

/** Of each element; `error` is output - target. */
function pointwise(
  tf: Tensorflow,
  loss: Exclude<LossSpec, { kind: 'pinball' }>,
  error: Tensor,
): Tensor {
  switch (loss.kind) {
    case 'mse':
      return tf.square(error);
    case 'mae':
      // Not tf.abs: its derivative at 0 is -1, ours is 0.
      return tf.mul(error, tf.sign(error));
    case 'huber': {
      // Huber 1964 as c (e - c/2), c being e cut to ±delta: one form for both branches.
      const cut = tf.clipByValue(error, -loss.delta, loss.delta);
      return tf.mul(cut, tf.sub(error, tf.mul(cut, 0.5)));
    }
  }
}

/** Koenker & Bassett 1978; the mean over the quantiles. // output: (size, horizon × quantiles) */
function pinball(
  tf: Tensorflow,
  probabilities: readonly number[],
  output: Tensor,
  targets: Tensor,
): Tensor {
  const [size, horizon] = targets.shape as [number, number];
  const quantiles = tf.reshape(output, [size, horizon, probabilities.length]);
  const error = tf.sub(tf.expandDims(targets, 2), quantiles);
  const p = tf.tensor1d([...probabilities]);
  const above = tf.mul(p, tf.relu(error));
  const below = tf.mul(tf.sub(1, p), tf.relu(tf.neg(error)));
  return tf.mean(tf.add(above, below), 2);
}
