import { joined } from '../../../networks/facts/concat.js';
import { positionsOf, widthOf } from '../../../networks/facts/shape.js';
import { plus, times } from '../operand.js';
import { nodeKind } from './node-kind.js';

/** The inputs side by side along the last axis. */
export const concat = nodeKind('concat', (_node, scope) => {
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
});
