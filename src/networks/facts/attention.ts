import { nodeFacts } from './node-facts.js';
import { only, positionsOf, sameShape, widthOf } from './shape.js';

/** Scaled dot-product attention by heads over queries, keys and values of one shape. */
export const attention = nodeFacts('attention', {
  shape(node, inputs) {
    const shape = only(inputs);
    const [, width] = shape;
    if (width === undefined || inputs.length !== 3) {
      throw new Error(`attention node "${node.id}" needs sequences of queries, keys and values`);
    }
    if (!inputs.every((other) => sameShape(other, shape)) || width % node.heads !== 0) {
      throw new Error(`attention node "${node.id}": ${node.heads} heads do not fit [${shape}]`);
    }
    return shape;
  },

  // Every query with every key, and every weight with its value.
  multiplyAdds: ([shape]) => 2 * positionsOf(shape!) ** 2 * widthOf(shape!),
});
