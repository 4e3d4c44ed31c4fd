import type { NodeSpec } from '../../networks/spec.js';
import { selection } from '../parameters.js';
import type { LayersScope } from './layers-graph.js';
import { refuse } from './refuse.js';

type Recurrent = Extract<NodeSpec, { kind: 'recurrent' }>;

const CLASSES = { rnn: 'SimpleRNN', gru: 'GRU', lstm: 'LSTM' } as const;

/** A recurrent layer: kernel, recurrent kernel and bias lie as Keras has them. */
export function addRecurrent(node: Recurrent, { graph, parts, from }: LayersScope): string {
  if (node.resetAfter) refuse(node, 'a gru of the reset-after form');
  if ((node.dilation ?? 1) > 1) refuse(node, 'a dilated recurrence');
  const turned = node.reverse && node.sequence;
  const gates = node.cell === 'rnn' ? {} : { recurrent_activation: 'sigmoid', implementation: 1 };
  const name = graph.add({
    className: CLASSES[node.cell],
    name: turned ? `${node.id}_backward` : node.id,
    config: {
      units: node.units,
      activation: 'tanh',
      use_bias: true,
      return_sequences: node.sequence,
      go_backwards: node.reverse,
      ...gates,
      ...(node.cell === 'gru' ? { reset_after: false } : {}),
    },
    from,
    weights: {
      kernel: parts.parameter(node, 'kernel')!,
      recurrent_kernel: parts.parameter(node, 'recurrent')!,
      bias: parts.parameter(node, 'bias')!,
    },
  });
  return turned ? addReversal(node, name, { graph, parts, from }) : name;
}

/** Keras leaves a sequence that was read backwards in the order of reading; ours is in that of time. */
function addReversal(node: Recurrent, name: string, { graph, parts }: LayersScope): string {
  const [steps] = parts.shape(node.id) as readonly [number, number];
  const permute = (id: string, source: string) =>
    graph.add({
      className: 'Permute',
      name: id,
      config: { dims: [2, 1] },
      from: [source],
      weights: {},
    });
  const picks = Array.from({ length: steps }, (_, step) => steps - 1 - step);
  const columns = permute(`${node.id}_steps_last`, name);
  const reversed = graph.map(`${node.id}_reversed`, columns, selection(steps, picks));
  return permute(node.id, reversed);
}
