import { only, sizeOf } from '../../../networks/facts/shape.js';
import { times } from '../operand.js';
import { nodeKind } from './node-kind.js';

/** y = the element-wise sum of the inputs, in their order. */
export const add = nodeKind('add', (_node, scope) => {
  const y = scope.value(only(scope.inputs).shape);
  const count = times('rows', sizeOf(y.shape));
  for (const [i, x] of scope.inputs.entries()) {
    if (i === 0) scope.forward('repeatRows', { y: y.data, x: x.data, count, times: 1 });
    else scope.forward('add', { y: y.data, x: x.data, count });
    if (x.gradient !== null && y.gradient !== null) {
      scope.backward('add', { y: x.gradient, x: y.gradient, count });
    }
  }
  return y;
});
