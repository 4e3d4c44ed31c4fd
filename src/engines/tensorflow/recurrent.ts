import type { Tensor } from '@tensorflow/tfjs';
import type { NodeSpec } from '../../networks/spec.js';
import { cellSteps } from './cells.js';
import type { NodePass } from './pass.js';

type Recurrent = Extract<NodeSpec, { kind: 'recurrent' }>;
type Step = Extract<NodeSpec, { kind: 'step' }>;

/** A whole layer, step by step. // (rows, steps, in) -> (rows, steps, units) or (rows, units) */
export function runRecurrent(node: Recurrent, x: Tensor, pass: NodePass): Tensor {
  const { tf } = pass;
  const [rows, steps] = x.shape as [number, number];
  const lag = node.dilation ?? 1;
  const byTime = <T>(list: T[]) => (node.reverse ? list.toReversed() : list);
  const inputs = byTime(tf.unstack(pass.linear(x), 1)); // all steps projected as one product
  const mask = pass.mask([node.units], node.recurrentDropout);
  const zeros = tf.zeros([rows, node.units]);
  const weights = weightsOf(pass);
  const states: { hidden: Tensor; memory: Tensor }[] = [];
  for (let s = 0; s < steps; s++) {
    const before = states[s - lag] ?? { hidden: zeros, memory: zeros };
    const masked = mask === null ? before.hidden : tf.mul(before.hidden, mask);
    const inputsNow = { projected: inputs[s]!, masked, ...before };
    states.push(cellSteps[node.cell](tf, inputsNow, weights));
  }
  if (!node.sequence) return states.at(-1)!.hidden;
  return tf.stack(byTime(states.map(({ hidden }) => hidden)), 1);
}

/** One step from the same state at every position. // (rows, positions, in), (rows, units) */
export function runStep(node: Step, x: Tensor, state: Tensor, pass: NodePass): Tensor {
  const { tf } = pass;
  const [rows, positions] = x.shape as [number, number];
  const flat = (value: Tensor) => tf.reshape(value, [rows * positions, -1]);
  const hidden = flat(tf.tile(tf.expandDims(state, 1), [1, positions, 1]));
  const next = cellSteps[node.cell](
    tf,
    { projected: flat(pass.linear(x)), hidden, masked: hidden, memory: hidden },
    weightsOf(pass),
  );
  return tf.reshape(next.hidden, [rows, positions, node.units]);
}

const weightsOf = (pass: NodePass) => ({
  recurrent: pass.parameter('recurrent')!,
  recurrentBias: pass.parameter('recurrentBias'),
});
