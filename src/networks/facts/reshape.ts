import { nodeFacts } from './node-facts.js';
import { only, sizeOf } from './shape.js';

/** The same numbers in the same order under another shape. */
export const reshape = nodeFacts('reshape', {
  shape(node, inputs) {
    if (sizeOf(node.shape) !== sizeOf(only(inputs))) {
      throw new Error(`node "${node.id}" cannot reshape [${only(inputs)}] into [${node.shape}]`);
    }
    return node.shape;
  },
});
