import { only, positionsOf, sizeOf, widthOf } from '../../../networks/facts/shape.js';
import { times } from '../operand.js';
import { nodeKind } from './node-kind.js';

/** y = x ⊙ mask, the mask drawn anew for every element and step of the training; nothing in prediction. */
export const dropout = nodeKind('dropout', (node, scope) => {
  const x = only(scope.inputs);
  if (!scope.training || node.rate === 0) return x;
  const y = scope.value(x.shape);
  const count = times('rows', sizeOf(x.shape));
  const mask = scope.perRow(sizeOf(x.shape));
  scope.forward('dropoutMask', {
    mask,
    control: scope.control,
    node: scope.number,
    rate: node.rate,
    firstRow: times('firstRow'),
    rows: times('rows'),
    positions: positionsOf(x.shape),
    width: widthOf(x.shape),
  });
  scope.forward('multiply', { y: y.data, a: x.data, b: mask, count });
  if (x.gradient !== null && y.gradient !== null) {
    scope.backward('addProduct', { y: x.gradient, a: y.gradient, b: mask, count });
  }
  return y;
});
