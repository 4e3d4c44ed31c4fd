import { nodeFacts } from './node-facts.js';
import { only } from './shape.js';

/** y = x ⊙ mask, the mask drawn anew for every element and step of the training; nothing in prediction. */
export const dropout = nodeFacts('dropout', {
  shape: (_node, inputs) => only(inputs),
});
