import { nodeFacts, type Shape } from './node-facts.js';
import { only } from './shape.js';

/** The first two axes exchanged. */
export const transpose = nodeFacts('transpose', {
  shape(node, inputs) {
    const [a, b] = pairOf(node.id, only(inputs));
    return [b, a];
  },
});

export function pairOf(id: string, shape: Shape): readonly [number, number] {
  const [a, b] = shape;
  if (a === undefined || b === undefined || shape.length !== 2) {
    throw new Error(`node "${id}" exchanges two axes, but its input has [${shape}]`);
  }
  return [a, b];
}
