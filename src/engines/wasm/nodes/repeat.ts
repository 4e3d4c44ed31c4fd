import { only, sizeOf } from '../../../networks/facts/shape.js';
import { times } from '../operand.js';
import { nodeKind } from './node-kind.js';

/** A vector at every one of `steps` steps. */
export const repeat = nodeKind('repeat', (node, scope) => {
  const x = only(scope.inputs);
  const y = scope.value([node.steps, ...x.shape]);
  const size = { count: times('rows', sizeOf(x.shape)), times: node.steps };
  scope.forward('repeatRows', { y: y.data, x: x.data, ...size });
  if (x.gradient !== null && y.gradient !== null) {
    scope.backward('sumRepeats', { dx: x.gradient, dy: y.gradient, ...size });
  }
  return y;
});
