import { nodeFacts } from './node-facts.js';
import { only } from './shape.js';

/** A vector at every one of `steps` steps. */
export const repeat = nodeFacts('repeat', {
  shape: (node, inputs) => [node.steps, ...only(inputs)],
});
