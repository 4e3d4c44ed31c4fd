import { nodeFacts } from './node-facts.js';
import { only, sameShape } from './shape.js';

/** y = the element-wise sum of the inputs, in their order. */
export const add = nodeFacts('add', {
  shape(node, inputs) {
    const shape = only(inputs);
    if (!inputs.every((other) => sameShape(other, shape))) {
      throw new Error(`node "${node.id}" adds values of different shapes`);
    }
    return shape;
  },
});
