import type { StateValue } from '../models/model.js';
import { ShapeError } from '../models/shape.js';

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

/** Levels of a document at most: far more than any state has, far less than would take the stack. */
const DEEPEST = 60;

/**
 * The inverse of `packTree`.
 * @throws ShapeError when the JSON is nothing that `packTree` makes, such as one array in two places
 */
export function unpackTree(json: unknown, arrays: readonly TypedArray[]): StateValue {
  return unpackNode(json, [...arrays], 0);
}

/** @param left - arrays that no place has yet */
function unpackNode(json: unknown, left: (TypedArray | null)[], depth: number): StateValue {
  if (depth > DEEPEST) throw new ShapeError('a value nested too deep');
  if (json === null || typeof json === 'boolean' || typeof json === 'string') return json;
  if (typeof json === 'number') return json;
  if (Array.isArray(json)) return json.map((child) => unpackNode(child, left, depth + 1));
  if (typeof json !== 'object') throw new ShapeError('a value of no known kind');
  if ('$array' in json) return takeArray(left, json.$array);
  if ('$number' in json) return lookUp(SPECIAL, json.$number);
  return Object.fromEntries(
    Object.entries(json).map(([key, child]) => [key, unpackNode(child, left, depth + 1)]),
  );
}

function takeArray(left: (TypedArray | null)[], key: unknown): TypedArray {
  const array = typeof key === 'number' ? left[key] : null;
  if (!array) throw new ShapeError(`a reference to nothing, or to an array twice: ${key}`);
  left[Number(key)] = null;
  return array;
}

function lookUp<T>(table: Readonly<Record<string, T>>, key: unknown): T {
  const name = String(key);
  if (!Object.hasOwn(table, name)) throw new ShapeError(`a reference to nothing: ${name}`);
  return table[name]!;
}
