import { nodeFacts } from './node-facts.js';

/** One step of a recurrent layer's cell at all positions at once, each from the same state. */
export const step = nodeFacts('step', {
  shape(node, inputs) {
    const [shape, state] = inputs;
    const [positions, features] = shape ?? [];
    if (positions === undefined || features === undefined || state?.[0] !== node.units) {
      throw new Error(`step node "${node.id}" needs (positions, features) and a state`);
    }
    return [positions, node.units];
  },
});
