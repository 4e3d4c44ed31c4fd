import type { Operand } from '../../operand.js';
import type { Scope } from '../node-kind.js';

/** What a recurrent layer hands to its cell. */
export interface LayerPlaces {
  readonly x: Operand; // (steps, rows, inputs)
  readonly dx: Operand;
  readonly hidden: Operand; // (steps, rows, units)
  readonly masked: Operand; // (steps, rows, units)
  readonly mask: Operand; // (rows, units), or 0
  /** The hidden state before the first step, or 0 for zeros; not together with a mask. */
  readonly initial: Operand; // (rows, units)
  /** Gradient that steps hand back; after the backward pass that of `initial`. */
  readonly dState: Operand; // (lag, rows, units)
  readonly dOutput: Operand | null;
  /** An array of so many numbers a row, rows counted as in `size.rows`. */
  perRow(numbers: number): Operand;
  /** Another array like hidden. */
  state(): Operand;
  readonly size: {
    readonly steps: number;
    readonly rows: Operand;
    readonly inputs: number;
    readonly units: number;
    readonly lag: number;
    readonly reverse: number;
  };
  readonly sequence: number;
}

/** One recurrent cell: its two kernel calls. */
export interface Cell {
  readonly name: string;
  build(scope: Scope, layer: LayerPlaces): void;
}

/** The forward kernels' operands that all cells share. */
export function forwardOperands(scope: Scope, layer: LayerPlaces, gates: number) {
  const { x, hidden, masked, mask, initial, size } = layer;
  return {
    x,
    hidden,
    masked,
    mask,
    initial,
    ...size,
    w: scope.parameter('kernel').packed(gates),
    u: scope.parameter('recurrent').packed(gates),
    bias: scope.parameter('bias').data,
  };
}

/** The backward kernels' operands that all cells share; null when there is nothing to learn from. */
export function backwardOperands(scope: Scope, layer: LayerPlaces) {
  const { x, dx, masked, mask, initial, size, sequence, dState, dOutput } = layer;
  if (dOutput === null) return null;
  return {
    x,
    dx,
    masked,
    mask,
    initial,
    dState,
    dOutput,
    ...size,
    sequence,
    dw: scope.parameter('kernel').gradient,
    du: scope.parameter('recurrent').gradient,
    db: scope.parameter('bias').gradient,
    wT: scope.parameter('kernel').packedTransposed(),
    scratch: scope.scratch(Math.max(size.inputs, size.units)),
  };
}

/** Numbers a row that an array over the steps takes: all steps in training, else one that is reused. */
export function keptSteps(scope: Scope, layer: LayerPlaces): number {
  return (scope.training ? layer.size.steps : 1) * layer.size.units;
}
