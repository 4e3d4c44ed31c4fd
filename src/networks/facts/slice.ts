import { nodeFacts } from './node-facts.js';
import { only, widthOf, withWidth } from './shape.js';

/** Columns [start, start + size) of the last axis. */
export const slice = nodeFacts('slice', {
  shape(node, inputs) {
    const shape = only(inputs);
    if (node.start < 0 || node.size < 1 || node.start + node.size > widthOf(shape)) {
      throw new Error(`node "${node.id}" cuts columns that its input does not have`);
    }
    return withWidth(shape, node.size);
  },
});
