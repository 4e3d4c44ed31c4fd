import { only } from '../../../networks/facts/shape.js';
import { pairOf } from '../../../networks/facts/transpose.js';
import { times } from '../operand.js';
import { nodeKind } from './node-kind.js';

/** The first two axes exchanged. */
export const transpose = nodeKind('transpose', (node, scope) => {
  const x = only(scope.inputs);
  const [a, b] = pairOf(node.id, x.shape);
  const y = scope.value([b, a]);
  const rows = times('rows');
  scope.forward('transpose', { y: y.data, x: x.data, rows, a, b, accumulate: 0 });
  if (x.gradient !== null && y.gradient !== null) {
    const back = { y: x.gradient, x: y.gradient, rows, a: b, b: a, accumulate: 1 };
    scope.backward('transpose', back);
  }
  return y;
});
