import type { Shape } from '../networks/facts/node-facts.js';
import { ownerOf, parametersOf, shapesOf } from '../networks/parameters.js';
import type { NodeSpec } from '../networks/spec.js';
import type { TrainedNetwork } from './export-format.js';

/** An array of numbers with its shape, row-major. */
export interface Values {
  readonly shape: Shape;
  readonly data: Float32Array;
}

/** A network's shapes and parameters, by the names that a format needs. */
export interface NetworkParts {
  /** Of an input or node, without the batch. */
  shape(id: string): Shape;
  /** A parameter that the node works with (its own, or another node's), or null. */
  parameter(node: NodeSpec, role: string): Values | null;
}

/** Takes a trained network apart. */
export function partsOf({ spec, weights }: TrainedNetwork): NetworkParts {
  const shapes = shapesOf(spec);
  const parameters = new Map(
    parametersOf(spec, shapes).map(({ name, shape, offset, size }) => [
      name,
      { shape, data: weights.slice(offset, offset + size) },
    ]),
  );
  return {
    shape: (id) => shapes.get(id)!,
    parameter: (node, role) => parameters.get(`${ownerOf(node)}.${role}`) ?? null,
  };
}

/** Columns [first, first + count) of a matrix. */
export function columns({ shape, data }: Values, first: number, count: number): Values {
  const [rows, width] = shape as readonly [number, number];
  const part = new Float32Array(rows * count);
  for (let row = 0; row < rows; row++) {
    part.set(data.subarray(row * width + first, row * width + first + count), row * count);
  }
  return { shape: [rows, count], data: part };
}

/** A matrix with rows and columns exchanged. */
export function transposed({ shape, data }: Values): Values {
  const [rows, width] = shape as readonly [number, number];
  const turned = new Float32Array(data.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < width; column++) {
      turned[column * rows + row] = data[row * width + column]!;
    }
  }
  return { shape: [width, rows], data: turned };
}

/** The matrix that picks one input for each output, times a factor. // (inputs, picks) */
export function selection(inputs: number, picks: readonly number[], factor = 1): Values {
  const data = new Float32Array(inputs * picks.length);
  picks.forEach((input, output) => {
    data[input * picks.length + output] = factor;
  });
  return { shape: [inputs, picks.length], data };
}
