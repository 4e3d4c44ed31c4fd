import type { NodeSpec } from '../../networks/spec.js';
import { selection } from '../parameters.js';
import type { LayersScope } from './layers-graph.js';

type Activation = Extract<NodeSpec, { kind: 'activation' }>;

/**
 * gelu in its tanh form (Hendrycks & Gimpel 2016) as x σ(a (x + 0.044715 x³)) with a = 2 √(2/π), for
 * (1 + tanh u) / 2 = σ(2u). TensorFlow.js has it as "gelu_new", but cannot read that name from a file.
 */
export function addGelu(node: Activation, { graph, parts, from }: LayersScope): string {
  const x = from[0]!;
  const width = parts.shape(node.from).at(-1)!;
  const every = Array.from({ length: width }, (_, i) => i);
  const a = 2 * Math.sqrt(2 / Math.PI);
  const combine = (className: string, name: string, sources: readonly string[]) =>
    graph.add({ className, name, config: {}, from: sources, weights: {} });
  const scaled = (name: string, source: string, factor: number) =>
    graph.map(`${node.id}_${name}`, source, selection(width, every, factor));
  const cube = combine('Multiply', `${node.id}_cube`, [x, x, x]);
  const inner = combine('Add', `${node.id}_inner`, [
    scaled('linear', x, a),
    scaled('cubic', cube, a * 0.044715),
  ]);
  const gate = graph.add({
    className: 'Activation',
    name: `${node.id}_gate`,
    config: { activation: 'sigmoid' },
    from: [inner],
    weights: {},
  });
  return combine('Multiply', node.id, [x, gate]);
}
