import { only, positionsOf, widthOf, withWidth } from '../../../networks/facts/shape.js';
import { plus, times } from '../operand.js';
import { nodeKind } from './node-kind.js';

/** Columns [start, start + size) of the last axis. */
export const slice = nodeKind('slice', (node, scope) => {
  const x = only(scope.inputs);
  const y = scope.value(withWidth(x.shape, node.size));
  const rows = times('rows', positionsOf(x.shape));
  const xWidth = widthOf(x.shape);
  const offset = node.start * 4;
  scope.forward('copyColumns', {
    y: y.data,
    yWidth: node.size,
    x: plus(x.data, offset),
    xWidth,
    rows,
    width: node.size,
  });
  if (x.gradient !== null && y.gradient !== null) {
    scope.backward('addColumns', {
      y: plus(x.gradient, offset),
      yWidth: xWidth,
      x: y.gradient,
      xWidth: node.size,
      rows,
      width: node.size,
    });
  }
  return y;
});
