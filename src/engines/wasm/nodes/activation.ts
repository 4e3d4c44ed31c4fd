import { only, sizeOf } from '../../../networks/facts/shape.js';
import { times } from '../operand.js';
import { nodeKind } from './node-kind.js';

/** y = f(x), element by element. */
export const activation = nodeKind('activation', (node, scope) => {
  const x = only(scope.inputs);
  const y = scope.value(x.shape);
  const count = times('rows', sizeOf(x.shape));
  scope.forward(`${node.function}Forward`, { y: y.data, x: x.data, count });
  if (x.gradient !== null && y.gradient !== null) {
    scope.backward(`${node.function}Backward`, {
      dx: x.gradient,
      dy: y.gradient,
      x: x.data,
      y: y.data,
      count,
    });
  }
  return y;
});
