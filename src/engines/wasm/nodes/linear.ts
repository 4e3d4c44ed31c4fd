import { only, positionsOf, widthOf, withWidth } from '../../../networks/facts/shape.js';
import { times } from '../operand.js';
import { nodeKind } from './node-kind.js';

/** y = x W + b over the last axis. */
export const linear = nodeKind('linear', (node, scope) => {
  const x = only(scope.inputs);
  if (node.frozen && x.gradient) throw new Error(`frozen node "${node.id}" reads what learns`);
  const y = scope.value(withWidth(x.shape, node.units));
  const kernel = scope.parameter('kernel');
  const bias = node.bias ? scope.parameter('bias') : null;
  const size = {
    rows: times('rows', positionsOf(x.shape)),
    inputs: widthOf(x.shape),
    units: node.units,
  };
  scope.forward('linearForward', {
    y: y.data,
    x: x.data,
    w: kernel.packed(),
    bias: bias?.data ?? 0,
    ...size,
  });
  if (y.gradient !== null) {
    scope.backward('linearBackward', {
      dx: x.gradient ?? 0,
      dw: kernel.gradient,
      db: bias?.gradient ?? 0,
      dy: y.gradient,
      x: x.data,
      wT: kernel.packedTransposed(),
      scratch: scope.scratch(size.inputs),
      ...size,
    });
  }
  return y;
});
