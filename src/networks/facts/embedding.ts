import { nodeFacts } from './node-facts.js';
import { only, widthOf, withWidth } from './shape.js';

/** A learned vector for each category; zeros for a category it does not know. */
export const embedding = nodeFacts('embedding', {
  shape(node, inputs) {
    if (widthOf(only(inputs)) !== 1) {
      throw new Error(`node "${node.id}" looks up one category, not [${only(inputs)}]`);
    }
    return withWidth(only(inputs), node.units);
  },

  parameters: (node) => [
    {
      role: 'table',
      shape: [node.categories, node.units],
      initializers: ['xavier'],
      decays: false,
    },
  ],

  multiplyAdds: () => 0,
});
