import { only, positionsOf, sizeOf, widthOf } from '../../../networks/facts/shape.js';
import { times } from '../operand.js';
import { nodeKind } from './node-kind.js';

/** A learned vector added at each step. */
export const position = nodeKind('position', (_node, scope) => {
  const x = only(scope.inputs);
  const y = scope.value(x.shape);
  const vectors = scope.parameter('vectors');
  const size = { steps: positionsOf(x.shape), rows: times('rows'), width: widthOf(x.shape) };
  scope.forward('positionForward', { y: y.data, x: x.data, vectors: vectors.data, ...size });
  if (y.gradient !== null) {
    scope.backward('positionBackward', { dvectors: vectors.gradient, dy: y.gradient, ...size });
    if (x.gradient !== null) {
      const count = times('rows', sizeOf(x.shape));
      scope.backward('add', { y: x.gradient, x: y.gradient, count });
    }
  }
  return y;
});
