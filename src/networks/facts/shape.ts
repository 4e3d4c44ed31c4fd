import type { Shape } from './node-facts.js';

/** Numbers of one row: the product of the axes. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, axis) => product * axis, 1);
}

/** The last axis, which lies contiguous in memory. */
export function widthOf(shape: Shape): number {
  return shape.at(-1) ?? 1;
}

/** All axes but the last: how often a row's `width` numbers occur. */
export function positionsOf(shape: Shape): number {
  return sizeOf(shape.slice(0, -1));
}

/** The shape with another last axis. */
export function withWidth(shape: Shape, width: number): Shape {
  return [...shape.slice(0, -1), width];
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((axis, i) => axis === b[i]);
}

/** The node's only input, which a spec with one `from` always has. */
export function only<T>(inputs: readonly T[]): T {
  return inputs[0]!;
}
