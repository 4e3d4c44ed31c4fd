import { times } from '../operand.js';
import { roundUp } from '../shards.js';
import { nodeKind, type Value } from './node-kind.js';

/** Scaled dot-product attention by heads over queries, keys and values of one shape. */
export const attention = nodeKind('attention', (node, scope) => {
  const [query, key, value] = scope.inputs as [Value, Value, Value];
  const [steps, width] = query.shape as [number, number];
  const padded = roundUp(steps);
  const d = width / node.heads;
  const matrix = padded * Math.ceil(d / 8) * 8;
  const y = scope.value(query.shape);
  const shared = {
    weights: scope.perRow(node.heads * padded * padded),
    q: query.data,
    k: key.data,
    v: value.data,
    steps,
    padded,
    rows: times('rows'),
    heads: node.heads,
    d,
  };
  scope.forward('attentionForward', { o: y.data, scratch: scope.fixed(2 * matrix), ...shared });
  if (y.gradient !== null) {
    scope.backward('attentionBackward', {
      dq: query.gradient ?? 0,
      dk: key.gradient ?? 0,
      dv: value.gradient ?? 0,
      dOutput: y.gradient,
      dScores: scope.fixed(padded * padded),
      scratch: scope.fixed(4 * matrix),
      sums: scope.scratch(padded),
      ...shared,
    });
  }
  return y;
});
