import type { NodeSpec } from '../../networks/spec.js';
import { selection } from '../parameters.js';
import type { LayersScope } from './layers-graph.js';

type Attention = Extract<NodeSpec, { kind: 'attention' }>;

/** Scaled dot-product attention, head by head, in dot products and softmax. */
export function addAttention(node: Attention, { graph, parts, from }: LayersScope): string {
  const [query, key, value] = from as readonly [string, string, string];
  const units = parts.shape(node.id).at(-1)!;
  const width = units / node.heads;
  const heads = Array.from({ length: node.heads }, (_, head) => {
    const name = (part: string) => `${node.id}_head${head + 1}_${part}`;
    const picks = Array.from({ length: width }, (_, i) => head * width + i);
    const own = (part: string, source: string, factor = 1) =>
      graph.map(name(part), source, selection(units, picks, factor));
    const dot = (part: string, a: string, b: string, axes: readonly [number, number]) =>
      graph.add({
        className: 'Dot',
        name: name(part),
        config: { axes, normalize: false },
        from: [a, b],
        weights: {},
      });
    const scaled = own('query', query, 1 / Math.sqrt(width));
    const scores = dot('scores', scaled, own('key', key), [2, 2]);
    const shares = graph.add({
      className: 'Softmax',
      name: name('weights'),
      config: { axis: -1 },
      from: [scores],
      weights: {},
    });
    return dot('mixed', shares, own('value', value), [2, 1]);
  });
  if (heads.length === 1) return heads[0]!;
  return graph.add({
    className: 'Concatenate',
    name: node.id,
    config: { axis: -1 },
    from: heads,
    weights: {},
  });
}
