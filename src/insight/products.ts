import { exp } from '../elementary.js';
import type { LayerWeights } from './cell-step.js';

/** 1 / (1 + e⁻ˣ), element by element. */
export const sigmoid = (x: Float64Array) => x.map((value) => 1 / (1 + exp(-value)));

/** Products of equals, element by element. */
export const multiply = (a: Float64Array, b: Float64Array) => a.map((value, i) => value * b[i]!);

/** x W + b of all gates. // (gates × units) */
export function project({ kernel, bias }: LayerWeights, input: Float64Array): Float64Array {
  return addProduct(bias.slice(), input, kernel, bias.length, 0);
}

/** sums += v W[:, first …], as many columns as there are sums. */
export function addProduct(
  sums: Float64Array,
  vector: Float64Array,
  matrix: Float64Array,
  columns: number,
  first: number,
): Float64Array {
  for (let row = 0; row < vector.length; row++) {
    const value = vector[row]!;
    const start = row * columns + first;
    for (let c = 0; c < sums.length; c++) sums[c]! += value * matrix[start + c]!;
  }
  return sums;
}

/** g W[:, first …]ᵀ: the gradient of a vector from that of its product. // (rows) */
export function transposedProduct(
  gradient: Float64Array,
  matrix: Float64Array,
  columns: number,
  first: number,
): Float64Array {
  const result = new Float64Array(matrix.length / columns);
  for (let row = 0; row < result.length; row++) {
    const start = row * columns + first;
    let sum = 0;
    for (let c = 0; c < gradient.length; c++) sum += gradient[c]! * matrix[start + c]!;
    result[row] = sum;
  }
  return result;
}

/** Arrays one after the other. */
export function joined(arrays: readonly Float64Array[]): Float64Array {
  const result = new Float64Array(arrays.reduce((length, array) => length + array.length, 0));
  let at = 0;
  for (const array of arrays) {
    result.set(array, at);
    at += array.length;
  }
  return result;
}
