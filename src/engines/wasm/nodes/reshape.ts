import { only, positionsOf, widthOf } from '../../../networks/facts/shape.js';
import { times } from '../operand.js';
import { nodeKind } from './node-kind.js';

/** The same numbers in the same order under another shape. */
export const reshape = nodeKind('reshape', (node, scope) => {
  const x = only(scope.inputs);
  // With the same last axis the layout (positions, rows, width) is the same too.
  if (widthOf(x.shape) === widthOf(node.shape)) return { ...x, shape: node.shape };
  const y = scope.value(node.shape);
  const rows = times('rows');
  scope.forward('reshape', {
    y: y.data,
    yWidth: widthOf(y.shape),
    x: x.data,
    xWidth: widthOf(x.shape),
    xPositions: positionsOf(x.shape),
    rows,
    accumulate: 0,
  });
  if (x.gradient !== null && y.gradient !== null) {
    scope.backward('reshape', {
      y: x.gradient,
      yWidth: widthOf(x.shape),
      x: y.gradient,
      xWidth: widthOf(y.shape),
      xPositions: positionsOf(y.shape),
      rows,
      accumulate: 1,
    });
  }
  return y;
});
