import type { NodeSpec } from '../../networks/spec.js';
import { columns } from '../parameters.js';
import type { OperatorScope } from './operators.js';

type Step = Extract<NodeSpec, { kind: 'step' }>;

/** One step of a cell from the same state at every position. // (rows, positions, in) -> (…, units) */
export function addStep(node: Step, scope: OperatorScope): string {
  const { on, parts, from, linear } = scope;
  const [x, state] = from as readonly [string, string];
  const hidden = on.apply('Unsqueeze', [state, on.integers([1])]); // (rows, 1, units)
  const projected = linear(node, x); // (rows, positions, gates × units)
  const recurrent = parts.parameter(node, 'recurrent')!;
  const recall = (source: string, gate: number) =>
    on.apply('MatMul', [source, on.floats(columns(recurrent, gate * node.units, node.units))]);
  if (node.cell === 'rnn') {
    return on.apply('Tanh', [on.apply('Add', [projected, recall(hidden, 0)])]);
  }
  const names = [on.name(), on.name(), on.name()];
  const [xz, xr, xn] = on.applyMany('Split', [projected], names, { axis: { int: -1 } }) as string[];
  const gate = (input: string, number: number) =>
    on.apply('Sigmoid', [on.apply('Add', [input, recall(hidden, number)])]);
  const z = gate(xz!, 0);
  const r = gate(xr!, 1);
  const recurrentBias = parts.parameter(node, 'recurrentBias');
  const recalled =
    recurrentBias === null
      ? recall(on.apply('Mul', [r, hidden]), 2)
      : on.apply('Mul', [r, on.apply('Add', [recall(hidden, 2), on.floats(recurrentBias)])]);
  const n = on.apply('Tanh', [on.apply('Add', [xn!, recalled])]);
  // h' = n + z ⊙ (h - n)
  return on.apply('Add', [n, on.apply('Mul', [z, on.apply('Sub', [hidden, n])])]);
}
