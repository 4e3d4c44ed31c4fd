import { times } from '../operand.js';
import { nodeKind } from './node-kind.js';
import { only, sizeOf } from './shape.js';

/** A vector at every one of `steps` steps. */
export const repeat = nodeKind('repeat', {
  shape: (node, inputs) => [node.steps, ...only(inputs)],

  build(node, scope) {
    const x = only(scope.inputs);
    const y = scope.value([node.steps, ...x.shape]);
    const size = { count: times('rows', sizeOf(x.shape)), times: node.steps };
    scope.forward('repeatRows', { y: y.data, x: x.data, ...size });
    if (x.gradient !== null && y.gradient !== null) {
      scope.backward('sumRepeats', { dx: x.gradient, dy: y.gradient, ...size });
    }
    return y;
  },
});
