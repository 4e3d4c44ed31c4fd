import { plus, times } from '../operand.js';
import { nodeKind, type Shape } from './node-kind.js';
import { only, positionsOf, sameShape, widthOf, withWidth } from './shape.js';

/** The inputs side by side along the last axis. */
export const concat = nodeKind('concat', {
  shape(node, inputs) {
    const first = only(inputs);
    if (!inputs.every((shape) => sameShape(withWidth(shape, 0), withWidth(first, 0)))) {
      throw new Error(`node "${node.id}" joins values whose leading axes differ`);
    }
    return joined(inputs);
  },

  build(_node, scope) {
    const y = scope.value(joined(scope.inputs.map((input) => input.shape)));
    const rows = times('rows', positionsOf(y.shape));
    const yWidth = widthOf(y.shape);
    let column = 0;
    for (const x of scope.inputs) {
      const width = widthOf(x.shape);
      const offset = column * 4;
      scope.forward('copyColumns', {
        y: plus(y.data, offset),
        yWidth,
        x: x.data,
        xWidth: width,
        rows,
        width,
      });
      if (x.gradient !== null && y.gradient !== null) {
        scope.backward('addColumns', {
          y: x.gradient,
          yWidth: width,
          x: plus(y.gradient, offset),
          xWidth: yWidth,
          rows,
          width,
        });
      }
      column += width;
    }
    return y;
  },
});

function joined(shapes: readonly Shape[]): Shape {
  return withWidth(
    only(shapes),
    shapes.reduce((sum, shape) => sum + widthOf(shape), 0),
  );
}
