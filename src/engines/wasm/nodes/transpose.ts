import { times } from '../operand.js';
import { nodeKind, type Shape } from './node-kind.js';
import { only } from './shape.js';

/** The first two axes exchanged. */
export const transpose = nodeKind('transpose', {
  shape(node, inputs) {
    const [a, b] = pairOf(node.id, only(inputs));
    return [b, a];
  },

  build(node, scope) {
    const x = only(scope.inputs);
    const [a, b] = pairOf(node.id, x.shape);
    const y = scope.value([b, a]);
    const rows = times('rows');
    scope.forward('transpose', { y: y.data, x: x.data, rows, a, b, accumulate: 0 });
    if (x.gradient !== null && y.gradient !== null) {
      const back = { y: x.gradient, x: y.gradient, rows, a: b, b: a, accumulate: 1 };
      scope.backward('transpose', back);
    }
    return y;
  },
});

function pairOf(id: string, shape: Shape): readonly [number, number] {
  const [a, b] = shape;
  if (a === undefined || b === undefined || shape.length !== 2) {
    throw new Error(`node "${id}" exchanges two axes, but its input has [${shape}]`);
  }
  return [a, b];
}
