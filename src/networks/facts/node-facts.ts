import type { Initializer } from '../initializers.js';
import type { NodeSpec } from '../spec.js';

/** A value's shape without the batch axis. */
export type Shape = readonly number[];

/** A parameter that a node kind declares. */
export interface ParameterSpec {
  readonly role: string;
  readonly shape: Shape;
  /** Per block of columns, from left to right; one entry for a matrix that is one block. */
  readonly initializers: readonly Initializer[];
  /** Whether weight decay applies: to matrices that multiply, not to biases. */
  readonly decays: boolean;
  /** Whether training leaves it alone. */
  readonly frozen?: boolean;
}

/** What is true of a kind of node, whatever engine runs it. */
export interface NodeFacts {
  readonly name: NodeSpec['kind'];
  /** @throws Error when the inputs' shapes do not fit: the network's builder is at fault. */
  shape(node: NodeSpec, inputs: readonly Shape[]): Shape;
  parameters(node: NodeSpec, inputs: readonly Shape[]): readonly ParameterSpec[];
  /** Of one row on its way forward, where it is not each weight once at every position. */
  readonly multiplyAdds?: (inputs: readonly Shape[]) => number;
}

type Kind = NodeSpec['kind'];
export type OfKind<K extends Kind> = Extract<NodeSpec, { kind: K }>;

/** The node as one of its kind. @throws Error when it is of another */
export function asKind<K extends Kind>(name: K, node: NodeSpec): OfKind<K> {
  if (node.kind !== name) throw new Error(`a ${node.kind} node was given to kind ${name}`);
  return node as OfKind<K>;
}

/** Facts whose functions see their own kind of node. */
export function nodeFacts<K extends Kind>(
  name: K,
  definition: {
    shape(node: OfKind<K>, inputs: readonly Shape[]): Shape;
    parameters?(node: OfKind<K>, inputs: readonly Shape[]): readonly ParameterSpec[];
    multiplyAdds?: (inputs: readonly Shape[]) => number;
  },
): NodeFacts {
  return {
    name,
    shape: (node, inputs) => definition.shape(asKind(name, node), inputs),
    parameters: (node, inputs) => definition.parameters?.(asKind(name, node), inputs) ?? [],
    ...(definition.multiplyAdds && { multiplyAdds: definition.multiplyAdds }),
  };
}
