import type { Tensor } from '@tensorflow/tfjs';
import type { Tensorflow } from './load.js';

/** What one step of a cell reads. */
export interface StepInputs {
  /** x W + b, the gates side by side. // (rows, gates × units) */
  readonly projected: Tensor;
  /** The hidden state before. // (rows, units) */
  readonly hidden: Tensor;
  /** The same after recurrent dropout, for the recurrent product. // (rows, units) */
  readonly masked: Tensor;
  /** lstm's second state before. // (rows, units) */
  readonly memory: Tensor;
}

export interface CellWeights {
  readonly recurrent: Tensor; // (units, gates × units)
  /** Only in the reset-after form of gru. // (units) */
  readonly recurrentBias: Tensor | null;
}

/** The states after a step; a cell without a second state hands its memory on. */
export interface CellStates {
  readonly hidden: Tensor;
  readonly memory: Tensor;
}

type Step = (tf: Tensorflow, inputs: StepInputs, weights: CellWeights) => CellStates;

/** h' = tanh(x W + h U + b) */
const rnn: Step = (tf, { projected, masked, memory }, { recurrent }) => ({
  hidden: tf.tanh(tf.add(projected, tf.matMul(masked, recurrent))),
  memory,
});

/** i f g o = x W + h U + b;  c' = σ(f) ⊙ c + σ(i) ⊙ tanh(g);  h' = σ(o) ⊙ tanh(c') */
const lstm: Step = (tf, { projected, masked, memory }, { recurrent }) => {
  const sums = tf.add(projected, tf.matMul(masked, recurrent));
  const [i, f, g, o] = tf.split(sums, 4, 1) as [Tensor, Tensor, Tensor, Tensor];
  const kept = tf.mul(tf.sigmoid(f), memory);
  const added = tf.mul(tf.sigmoid(i), tf.tanh(g));
  const next = tf.add(kept, added);
  return { hidden: tf.mul(tf.sigmoid(o), tf.tanh(next)), memory: next };
};

/**
 * z = σ(x Wz + h Uz + bz);  r = σ(x Wr + h Ur + br);  h' = z ⊙ h + (1 - z) ⊙ n with
 * n = tanh(x Wn + (r ⊙ h) Un + bn), or where there is a recurrent bias c,
 * n = tanh(x Wn + bn + r ⊙ (h Un + c)).
 */
const gru: Step = (tf, inputs, { recurrent, recurrentBias }) => {
  const { projected, hidden, masked, memory } = inputs;
  const [uz, ur, un] = tf.split(recurrent, 3, 1) as [Tensor, Tensor, Tensor];
  const [xz, xr, xn] = tf.split(projected, 3, 1) as [Tensor, Tensor, Tensor];
  const z = tf.sigmoid(tf.add(xz, tf.matMul(masked, uz)));
  const r = tf.sigmoid(tf.add(xr, tf.matMul(masked, ur)));
  const recalled =
    recurrentBias === null
      ? tf.matMul(tf.mul(r, masked), un)
      : tf.mul(r, tf.add(tf.matMul(masked, un), recurrentBias));
  const n = tf.tanh(tf.add(xn, recalled));
  return { hidden: tf.add(tf.mul(z, hidden), tf.mul(tf.sub(1, z), n)), memory };
};

/** One step of each cell. */
export const cellSteps: Readonly<Record<'rnn' | 'gru' | 'lstm', Step>> = { rnn, gru, lstm };
