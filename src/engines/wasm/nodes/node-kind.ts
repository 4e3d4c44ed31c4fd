import { asKind, type OfKind, type Shape } from '../../../networks/facts/node-facts.js';
import type { NodeSpec } from '../../../networks/spec.js';
import type { KernelName, Operands } from '../kernels.js';
import type { Operand } from '../operand.js';

/** A node's (or input's) result inside a shard. // (positions, rows, width) */
export interface Value {
  readonly shape: Shape;
  readonly data: Operand;
  /** Where its gradient is added up; null when nothing before it can learn. */
  readonly gradient: Operand | null;
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

/** How one kind of node is computed: its instructions over the arena. */
export interface NodeKind {
  readonly name: NodeSpec['kind'];
  build(node: NodeSpec, scope: Scope): Value;
}

/** A node kind whose function sees its own kind of node. */
export function nodeKind<K extends NodeSpec['kind']>(
  name: K,
  build: (node: OfKind<K>, scope: Scope) => Value,
): NodeKind {
  return { name, build: (node, scope) => build(asKind(name, node), scope) };
}
