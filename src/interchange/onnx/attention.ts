import type { NodeSpec } from '../../networks/spec.js';
import type { OperatorScope } from './operators.js';

type Attention = Extract<NodeSpec, { kind: 'attention' }>;

/** Scaled dot-product attention, all heads at once. */
export function addAttention(node: Attention, { on, parts, from }: OperatorScope): string {
  const [steps, units] = parts.shape(node.id) as readonly [number, number];
  const width = units / node.heads;
  const split = on.integers([0, steps, node.heads, width]);
  /** (rows, steps, units) in the order of axes that a product wants. */
  const byHead = (source: string, perm: readonly number[]) =>
    on.apply('Transpose', [on.apply('Reshape', [source, split])], { perm: { ints: perm } });
  const query = byHead(from[0]!, [0, 2, 1, 3]); // (rows, heads, steps, width)
  const key = byHead(from[1]!, [0, 2, 3, 1]); // (rows, heads, width, steps)
  const value = byHead(from[2]!, [0, 2, 1, 3]);
  const scores = on.apply('MatMul', [query, key]);
  const scaled = on.apply('Mul', [scores, on.scalar(1 / Math.sqrt(width))]);
  const shares = on.apply('Softmax', [scaled], { axis: { int: -1 } });
  const mixed = on.apply('MatMul', [shares, value]);
  const together = on.apply('Transpose', [mixed], { perm: { ints: [0, 2, 1, 3] } });
  return on.apply('Reshape', [together, on.integers([0, steps, units])]);
}
