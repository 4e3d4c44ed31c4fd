import type { NodeSpec } from '../../networks/spec.js';
import type { OperatorScope } from './operators.js';

type Embedding = Extract<NodeSpec, { kind: 'embedding' }>;

/** Looks a category up as a one-hot row times the table: an unknown category equals none and gives zeros. */
export function addEmbedding(node: Embedding, { on, parts, from }: OperatorScope): string {
  const categories = on.floats({
    shape: [node.categories],
    data: Float32Array.from({ length: node.categories }, (_, category) => category),
  });
  const same = on.apply('Equal', [on.apply('Floor', [from[0]!]), categories]); // (…, categories)
  const oneHot = on.apply('Cast', [same], { to: { int: 1 } });
  return on.apply('MatMul', [oneHot, on.floats(parts.parameter(node, 'table')!)]);
}
