import { nodeFacts } from './node-facts.js';
import { only } from './shape.js';

/** The last step of a sequence: a view of its last slab, nothing is moved. */
export const last = nodeFacts('last', {
  shape(node, inputs) {
    const [, features] = only(inputs);
    if (features === undefined) throw new Error(`node "${node.id}" needs a sequence`);
    return [features];
  },
});
