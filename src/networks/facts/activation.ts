import { nodeFacts } from './node-facts.js';
import { only } from './shape.js';

/** y = f(x), element by element. */
export const activation = nodeFacts('activation', {
  shape: (_node, inputs) => only(inputs),
});
