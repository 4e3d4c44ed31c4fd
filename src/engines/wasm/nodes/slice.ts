import { plus, times } from '../operand.js';
import { nodeKind } from './node-kind.js';
import { only, positionsOf, widthOf, withWidth } from './shape.js';

/** Columns [start, start + size) of the last axis. */
export const slice = nodeKind('slice', {
  shape(node, inputs) {
    const shape = only(inputs);
    if (node.start < 0 || node.size < 1 || node.start + node.size > widthOf(shape)) {
      throw new Error(`node "${node.id}" cuts columns that its input does not have`);
    }
    return withWidth(shape, node.size);
  },

  build(node, scope) {
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
  },
});
