import { usageError } from '../../errors.js';
import type { NodeSpec } from '../../networks/spec.js';
import { columns, transposed, type Values } from '../parameters.js';
import type { OperatorScope } from './operators.js';

type Recurrent = Extract<NodeSpec, { kind: 'recurrent' }>;

/** Our gates in ONNX' order: lstm i f g o -> i o f c, gru z r n -> z r h. */
const CELLS = {
  rnn: { type: 'RNN', gates: [0] },
  gru: { type: 'GRU', gates: [0, 1, 2] },
  lstm: { type: 'LSTM', gates: [0, 3, 1, 2] },
} as const;

/** A recurrent layer. ONNX' sequences are (steps, rows, features), with an axis for directions. */
export function addRecurrent(node: Recurrent, { on, parts, from }: OperatorScope): string {
  if ((node.dilation ?? 1) > 1) {
    throw usageError(
      `--to onnx: layer "${node.id}" is a dilated recurrence, which ONNX has no operator for`,
      'train the network without dilation',
    );
  }
  const { type, gates } = CELLS[node.cell];
  const byGate = (role: string) => inGateOrder(parts.parameter(node, role)!, gates, node.units);
  const bias = byGate('bias').flatMap(({ data }) => [...data]);
  const recurrentBias = new Float32Array(bias.length);
  const candidate = parts.parameter(node, 'recurrentBias');
  if (candidate !== null) recurrentBias.set(candidate.data, 2 * node.units);

  const steps = on.apply('Transpose', [from[0]!], { perm: { ints: [1, 0, 2] } });
  const outputs = node.sequence ? [on.name()] : ['', on.name()];
  const output = on
    .applyMany(
      type,
      [
        steps,
        on.floats(stacked(byGate('kernel'))),
        on.floats(stacked(byGate('recurrent'))),
        on.floats({
          shape: [1, 2 * bias.length],
          data: Float32Array.from([...bias, ...recurrentBias]),
        }),
      ],
      outputs,
      {
        hidden_size: { int: node.units },
        direction: { text: node.reverse ? 'reverse' : 'forward' },
        ...(node.resetAfter ? { linear_before_reset: { int: 1 } } : {}),
      },
    )
    .at(-1)!;
  if (!node.sequence) return on.apply('Squeeze', [output, on.integers([0])]);
  const sequence = on.apply('Squeeze', [output, on.integers([1])]);
  return on.apply('Transpose', [sequence], { perm: { ints: [1, 0, 2] } });
}

function inGateOrder(values: Values, order: readonly number[], units: number): Values[] {
  const matrix = values.shape.length === 1 ? { ...values, shape: [1, values.shape[0]!] } : values;
  return order.map((gate) => columns(matrix, gate * units, units));
}

/** The gates' matrices transposed and under one another. // (1, gates × units, inputs) */
function stacked(gates: readonly Values[]): Values {
  const parts = gates.map(transposed);
  const [units, inputs] = parts[0]!.shape as readonly [number, number];
  const data = new Float32Array(gates.length * units * inputs);
  parts.forEach((part, gate) => {
    data.set(part.data, gate * units * inputs);
  });
  return { shape: [1, gates.length * units, inputs], data };
}
