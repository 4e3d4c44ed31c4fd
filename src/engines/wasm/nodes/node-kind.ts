import type { NodeSpec } from '../../../networks/spec.js';
import type { Initializer } from '../initializers.js';
import type { KernelName, Operands } from '../kernels.js';
import type { Operand } from '../operand.js';

/** A value's shape without the batch axis. */
export type Shape = readonly number[];

/** A node's (or input's) result inside a shard. // (positions, rows, width) */
export interface Value {
  readonly shape: Shape;
  readonly data: Operand;
  /** Where its gradient is added up; null when nothing before it can learn. */
  readonly gradient: Operand | null;
}

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

/** A parameter as a node's instructions see it. */
export interface ParameterPlace {
  readonly data: number;
  readonly gradient: Operand;
  /** The matrix packed for `x W`, each of its `blocks` of columns on its own. */
  packed(blocks?: number): number;
  /** Columns [first, first + count) of the matrix, packed for `dy Wᵀ`. */
  packedTransposed(first?: number, count?: number): number;
}

/** What a node kind builds with. */
export interface Scope {
  readonly inputs: readonly Value[];
  /** False when only the forward pass is wanted: no gradients, no dropout, nothing kept. */
  readonly training: boolean;
  /** Number of the node in the network; keys its random numbers. */
  readonly number: number;
  /** Where seed and step of the dropout masks lie. */
  readonly control: number;
  parameter(role: string): ParameterPlace;
  /** An array of so many numbers a row in the shard's arena. */
  perRow(numbers: number): Operand;
  /** An array of so many numbers in the shard's arena, however many rows there are. */
  fixed(numbers: number): Operand;
  /** Room for the sums of weight gradients of a matrix with so many rows; see the kernel addOuter. */
  scratch(matrixRows: number): Operand;
  /** A new value of this shape, with a gradient that starts at zero if anything before it learns. */
  value(shape: Shape): Value;
  /** A gradient of so many numbers a row that starts at zero, or null if nothing before it learns. */
  gradient(numbers: number): Operand | null;
  forward<K extends KernelName>(kernel: K, operands: Operands<K>): void;
  /** Within a node in the order given; nodes run in reverse order. Ignored when not training. */
  backward<K extends KernelName>(kernel: K, operands: Operands<K>): void;
}

/** One kind of node: shapes, parameters, and its instructions over the arena. */
export interface NodeKind {
  readonly name: NodeSpec['kind'];
  /** @throws Error when the inputs' shapes do not fit: the network's builder is at fault. */
  shape(node: NodeSpec, inputs: readonly Shape[]): Shape;
  parameters(node: NodeSpec, inputs: readonly Shape[]): readonly ParameterSpec[];
  /** Of one row on its way forward, where it is not each weight once at every position. */
  readonly multiplyAdds?: (inputs: readonly Shape[]) => number;
  build(node: NodeSpec, scope: Scope): Value;
}

type Kind = NodeSpec['kind'];
type OfKind<K extends Kind> = Extract<NodeSpec, { kind: K }>;

/** A node kind whose functions see their own kind of node. */
export function nodeKind<K extends Kind>(
  name: K,
  definition: {
    shape(node: OfKind<K>, inputs: readonly Shape[]): Shape;
    parameters?(node: OfKind<K>, inputs: readonly Shape[]): readonly ParameterSpec[];
    multiplyAdds?: (inputs: readonly Shape[]) => number;
    build(node: OfKind<K>, scope: Scope): Value;
  },
): NodeKind {
  const own = (node: NodeSpec): OfKind<K> => {
    if (node.kind !== name) throw new Error(`a ${node.kind} node was given to kind ${name}`);
    return node as OfKind<K>;
  };
  return {
    name,
    shape: (node, inputs) => definition.shape(own(node), inputs),
    parameters: (node, inputs) => definition.parameters?.(own(node), inputs) ?? [],
    ...(definition.multiplyAdds && { multiplyAdds: definition.multiplyAdds }),
    build: (node, scope) => definition.build(own(node), scope),
  };
}
