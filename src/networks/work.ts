import { factsOfKind } from './facts/index.js';
import type { Shape } from './facts/node-facts.js';
import { positionsOf } from './facts/shape.js';
import { inputShapes, ownerOf, type Parameter, parametersOf, shapesOf } from './parameters.js';
import type { NetworkSpec } from './spec.js';

/** What a network costs, whatever runs it. */
export interface NetworkWork {
  readonly parameters: number;
  /** Multiplications, each with its addition, of one window on its way forward. */
  readonly multiplyAdds: number;
}

/** Backward, each multiplication returns twice: for the weights and for what was multiplied. */
export const TRAINING_FACTOR = 3;

/** Size and work of a network that nobody has compiled yet. */
export function networkWork(spec: NetworkSpec): NetworkWork {
  const shapes = shapesOf(spec);
  const parameters = parametersOf(spec, shapes);
  return {
    parameters: parameters.reduce((sum, { size }) => sum + size, 0),
    multiplyAdds: forwardWork(spec, shapes, parameters),
  };
}

/** Each weight once at every position, unless a node kind says otherwise. */
export function forwardWork(
  spec: NetworkSpec,
  shapes: ReadonlyMap<string, Shape>,
  parameters: readonly Parameter[],
): number {
  return spec.nodes.reduce((sum, node) => {
    const inputs = inputShapes(node, shapes);
    const own = factsOfKind.get(node.kind).multiplyAdds;
    if (own) return sum + own(inputs);
    const positions = Math.max(1, ...inputs.map(positionsOf));
    const weights = parameters.filter((parameter) => parameter.node === ownerOf(node));
    return sum + positions * weights.reduce((all, { size }) => all + size, 0);
  }, 0);
}
