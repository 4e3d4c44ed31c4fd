import { times } from '../operand.js';
import { roundUp } from '../shards.js';
import { nodeKind, type Value } from './node-kind.js';
import { only, sameShape } from './shape.js';

/** Scaled dot-product attention by heads over queries, keys and values of one shape. */
export const attention = nodeKind('attention', {
  shape(node, inputs) {
    const shape = only(inputs);
    const [, width] = shape;
    if (width === undefined || inputs.length !== 3) {
      throw new Error(`attention node "${node.id}" needs sequences of queries, keys and values`);
    }
    if (!inputs.every((other) => sameShape(other, shape)) || width % (4 * node.heads) !== 0) {
      throw new Error(
        `attention node "${node.id}": ${node.heads} heads, each a multiple of four wide, do not fit [${shape}]`,
      );
    }
    return shape;
  },

  build(node, scope) {
    const [query, key, value] = scope.inputs as [Value, Value, Value];
    const [steps, width] = query.shape as [number, number];
    const y = scope.value(query.shape);
    const shared = {
      weights: scope.perRow(node.heads * steps * roundUp(steps)),
      ...{ q: query.data, k: key.data, v: value.data },
      ...{ steps, rows: times('rows'), heads: node.heads, width: width / node.heads },
    };
    scope.forward('attentionForward', { o: y.data, ...shared });
    if (y.gradient !== null) {
      scope.backward('attentionBackward', {
        dq: query.gradient ?? 0,
        dk: key.gradient ?? 0,
        dv: value.gradient ?? 0,
        dOutput: y.gradient,
        scores: scope.perRow(steps),
        ...shared,
      });
    }
    return y;
  },
});
