import type { StateValue } from '../models/model.js';
import { ShapeError } from './shape.js';

/** A value tree as JSON, with its typed arrays set aside. */
export interface PackedTree {
  readonly json: unknown;
  readonly arrays: readonly TypedArray[];
}

export type TypedArray = Float32Array | Float64Array | Int32Array;

/**
 * Replaces typed arrays by `{"$array": index}` and the numbers that JSON has no words for by
 * `{"$number": "NaN"}`; so every other key may be used except ones that start with "$". Absent
 * (undefined) values are left out.
 *
 * @param value - a tree of plain data: whatever `unpackTree` can give back
 */
export function packTree(value: unknown): PackedTree {
  const arrays: TypedArray[] = [];
  const pack = (node: unknown): unknown => {
    if (typeof node === 'number') return packNumber(node);
    if (node === null || ['string', 'boolean', 'undefined'].includes(typeof node)) return node;
    if (isTypedArray(node)) return { $array: arrays.push(node) - 1 };
    if (Array.isArray(node)) return node.map(pack);
    if (typeof node !== 'object') throw new Error(`a ${typeof node} is not data`);
    const entries = Object.entries(node).map(([key, child]) => {
      if (key.startsWith('$')) throw new Error(`the key "${key}" of a state starts with "$"`);
      return [key, pack(child)];
    });
    return Object.fromEntries(entries);
  };
  return { json: pack(value), arrays };
}

const isTypedArray = (node: unknown): node is TypedArray =>
  node instanceof Float32Array || node instanceof Float64Array || node instanceof Int32Array;

function packNumber(number: number): unknown {
  if (Object.is(number, -0)) return { $number: '-0' };
  return Number.isFinite(number) ? number : { $number: String(number) };
}

const SPECIAL: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
  '-0': -0,
};

/** The inverse of `packTree`. @throws ShapeError when the JSON is nothing that `packTree` makes */
export function unpackTree(json: unknown, arrays: readonly TypedArray[]): StateValue {
  if (json === null || typeof json === 'boolean' || typeof json === 'string') return json;
  if (typeof json === 'number') return json;
  if (Array.isArray(json)) return json.map((child) => unpackTree(child, arrays));
  if (typeof json !== 'object') throw new ShapeError('a value of no known kind');
  if ('$array' in json) return lookUp(arrays, json.$array);
  if ('$number' in json) return lookUp(SPECIAL, json.$number);
  return Object.fromEntries(
    Object.entries(json).map(([key, child]) => [key, unpackTree(child, arrays)]),
  );
}

function lookUp<T>(table: readonly T[] | Readonly<Record<string, T>>, key: unknown): T {
  const name = String(key);
  if (!Object.hasOwn(table, name)) throw new ShapeError(`a reference to nothing: ${name}`);
  return (table as Readonly<Record<string, T>>)[name]!;
}
