import { nodeFacts, type Shape } from './node-facts.js';
import { only, sameShape, widthOf, withWidth } from './shape.js';

/** The inputs side by side along the last axis. */
export const concat = nodeFacts('concat', {
  shape(node, inputs) {
    const first = only(inputs);
    if (!inputs.every((shape) => sameShape(withWidth(shape, 0), withWidth(first, 0)))) {
      throw new Error(`node "${node.id}" joins values whose leading axes differ`);
    }
    return joined(inputs);
  },
});

export function joined(shapes: readonly Shape[]): Shape {
  return withWidth(
    only(shapes),
    shapes.reduce((sum, shape) => sum + widthOf(shape), 0),
  );
}
