import { cellName, cellParameters } from './cells.js';
import { nodeFacts, type Shape } from './node-facts.js';
import { only } from './shape.js';

/** A recurrent layer over a whole sequence; one kernel call forward and one backward. */
export const recurrent = nodeFacts('recurrent', {
  shape(node, inputs) {
    const [steps] = sequenceShape(node.id, only(inputs));
    return node.sequence ? [steps, node.units] : [node.units];
  },

  parameters(node, inputs) {
    const [, features] = sequenceShape(node.id, only(inputs));
    return cellParameters.get(cellName(node)).parameters(features, node.units);
  },
});

export function sequenceShape(
  id: string,
  shape: Shape,
): readonly [steps: number, features: number] {
  const [steps, features] = shape;
  if (steps === undefined || features === undefined || shape.length !== 2) {
    throw new Error(`recurrent node "${id}" needs a sequence, not [${shape}]`);
  }
  return [steps, features];
}
