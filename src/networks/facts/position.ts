import { nodeFacts } from './node-facts.js';
import { only, positionsOf, widthOf } from './shape.js';

/** A learned vector added at each step. */
export const position = nodeFacts('position', {
  shape: (_node, inputs) => only(inputs),

  parameters: (_node, inputs) => [
    {
      role: 'vectors',
      shape: [positionsOf(only(inputs)), widthOf(only(inputs))],
      initializers: ['xavier'],
      decays: false,
    },
  ],
});
