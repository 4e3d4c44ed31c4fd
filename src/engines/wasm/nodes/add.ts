import { times } from '../operand.js';
import { nodeKind } from './node-kind.js';
import { only, sameShape, sizeOf } from './shape.js';

/** y = the element-wise sum of the inputs, in their order. */
export const add = nodeKind('add', {
  shape(node, inputs) {
    const shape = only(inputs);
    if (!inputs.every((other) => sameShape(other, shape))) {
      throw new Error(`node "${node.id}" adds values of different shapes`);
    }
    return shape;
  },

  build(_node, scope) {
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
  },
});
